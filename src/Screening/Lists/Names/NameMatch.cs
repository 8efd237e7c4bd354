namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>What makes two names one, from the strongest evidence to the weakest. A name with several differences has the weakest tier among them.</summary>
public enum NameTier
{
    /// <summary>Not the same name.</summary>
    None,

    /// <summary>The same characters; spaces, dots and the order of family and given name aside.</summary>
    Same,

    /// <summary>Traditional, variant, full-width or accented forms of the same characters.</summary>
    Variant,

    /// <summary>Other characters said alike, the tone aside.</summary>
    Homophone,

    /// <summary>A character that is easily taken for the other; in Latin names another spelling of the same sounds.</summary>
    LookAlike,

    /// <summary>One character exchanged, left out, put in or moved; in Latin names a slip, an initial or a shortened form.</summary>
    OneEdit,

    /// <summary>One in characters, the other in Latin letters.</summary>
    Romanised,

    /// <summary>One shows a part of the other ("张*", 张先生, the given name, initials) or holds it among other words; <see cref="NameMatcher"/> gives it to no pair.</summary>
    Shown,
}

/// <summary>How alike two names are.</summary>
/// <param name="Score">0-10000.</param>
/// <param name="Tier">None below <see cref="NameMatcher.Least"/>.</param>
/// <param name="Reordered">Family and given name stand the other way round.</param>
public readonly record struct NameMatch(int Score, NameTier Tier, bool Reordered = false)
{
    public static NameMatch Different { get; }
}
