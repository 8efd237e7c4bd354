using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>
/// Compares names in characters, place by place. Any number of places may sound alike; one place may differ otherwise, so that candidates can be found by their syllables
/// with one place left out (<see cref="NameKeys"/>). A surname may be disguised, not exchanged: 张晓明 and 李晓明 are two people.
/// </summary>
internal static class HanNames
{
    private const int Full = 10_000;

    // What a difference takes from the score.
    private const int OtherForm = 100, Turning = 500, SameTone = 300, SameSyllable = 600, OtherReading = 800, Alike = 700, Exchanged = 3_000, Transposed = 1_700, Dropped = 2_600;

    /// <summary>In a name of two characters each says more, so a difference takes more.</summary>
    private const int ShortName = 2;

    /// <summary>Longer ones are organisations' names: one exchanged character makes another of them.</summary>
    public const int LongestEdited = 8;

    public static NameMatch Compare(NameReading a, NameReading b, bool sameAsWritten)
    {
        var one = a.Solid;
        var other = b.Solid;
        if (one.SequenceEqual(other))
            return new(sameAsWritten ? Full : Full - OtherForm, sameAsWritten ? NameTier.Same : NameTier.Variant);
        var best = one.Length == other.Length ? Better(SameLength(a, b), Better(Turned(a, b), Turned(b, a))) : OneLonger(a, b);
        return best.Score >= NameMatcher.Least ? best : NameMatch.Different;
    }

    private static NameMatch Better(NameMatch one, NameMatch other) => other.Score > one.Score ? other : one;

    private static NameMatch SameLength(NameReading a, NameReading b)
    {
        var one = a.Solid;
        var other = b.Solid;
        var surname = Math.Max(a.SurnameLength, b.SurnameLength);
        var (lost, tier, unlike, at) = (0, NameTier.Same, 0, -1);
        for (var i = 0; i < one.Length; i++)
        {
            var (cost, kind) = Difference(one[i], other[i], isFirst: i == 0);
            if (kind == NameTier.OneEdit && i < surname)
                return NameMatch.Different;
            // What is told by the syllables of the other places only can be told once.
            if (cost is OtherReading or Alike or Exchanged && ++unlike > 1)
                return kind == NameTier.OneEdit && at == i - 1 ? Swapped(a, b, at) : NameMatch.Different;
            at = kind == NameTier.OneEdit ? i : at;
            lost += cost;
            tier = (NameTier)Math.Max((int)tier, (int)kind);
        }

        if (tier == NameTier.OneEdit && one.Length is <= ShortName or > LongestEdited)
            return NameMatch.Different;
        return new(Full - (one.Length <= ShortName ? 2 * lost : lost), tier);
    }

    /// <summary>Two given characters exchanged with each other: 晓明, 明晓.</summary>
    private static NameMatch Swapped(NameReading a, NameReading b, int at)
    {
        var one = a.Solid;
        var other = b.Solid;
        var swapped = at >= Math.Max(a.SurnameLength, b.SurnameLength)
            && one.Length <= LongestEdited
            && one[..at].SequenceEqual(other[..at])
            && one[at] == other[at + 1]
            && one[at + 1] == other[at]
            && one[(at + 2)..].SequenceEqual(other[(at + 2)..]);
        return swapped ? new(Full - Transposed, NameTier.OneEdit) : NameMatch.Different;
    }

    /// <summary>Given name first, or the parts round a dot in another order. What is told by the syllables of the parts that moved must sound the same.</summary>
    private static NameMatch Turned(NameReading proper, NameReading turned)
    {
        var best = NameMatch.Different;
        foreach (var cut in turned.Cuts)
            best = Better(best, Moved(proper, turned, turned.Solid.Length - cut));
        var surname = proper.SurnameLength;
        return surname > 0 && surname < turned.Solid.Length && Surnames.IsSurname(turned.Solid[^surname..]) ? Better(best, Moved(proper, turned, surname)) : best;
    }

    /// <param name="atEnd">Characters at the end of the one that stand at the start of the other.</param>
    private static NameMatch Moved(NameReading proper, NameReading turned, int atEnd)
    {
        var one = proper.Solid;
        var other = turned.Solid;
        var lost = 0;
        for (var i = 0; i < one.Length; i++)
        {
            var (cost, kind) = Difference(one[i], other[i < atEnd ? other.Length - atEnd + i : i - atEnd], isFirst: i == 0);
            if (kind is not (NameTier.Same or NameTier.Homophone) || cost == OtherReading)
                return NameMatch.Different;
            lost += cost;
        }

        return new(Full - Turning - (one.Length <= ShortName ? 2 * lost : lost), lost == 0 ? NameTier.Same : NameTier.Homophone, Reordered: true);
    }

    /// <summary>One given character left out of the other name.</summary>
    private static NameMatch OneLonger(NameReading a, NameReading b)
    {
        var (longer, shorter) = a.Solid.Length > b.Solid.Length ? (a, b) : (b, a);
        if (longer.Solid.Length - shorter.Solid.Length != 1 || longer.Solid.Length > LongestEdited || shorter.Solid.Length < ShortName)
            return NameMatch.Different;
        var best = NameMatch.Different;
        for (var left = Math.Max(1, longer.SurnameLength); left < longer.Solid.Length; left++)
        {
            var lost = Dropped;
            for (var i = 0; i < shorter.Solid.Length && lost <= Full - NameMatcher.Least; i++)
            {
                var (cost, kind) = Difference(longer.Solid[i < left ? i : i + 1], shorter.Solid[i], isFirst: i == 0);
                lost += kind is NameTier.Same or NameTier.Homophone && cost != OtherReading ? cost : Full;
            }

            best = Better(best, new(Full - lost, NameTier.OneEdit));
        }

        return best;
    }

    /// <param name="isFirst">The first place is read as a surname.</param>
    private static (int Cost, NameTier Kind) Difference(char a, char b, bool isFirst)
    {
        if (a == b)
            return (0, NameTier.Same);
        var one = Pronunciation.Of(a);
        var other = Pronunciation.Of(b);
        if (one.IsEmpty || other.IsEmpty)
            return (Exchanged, NameTier.OneEdit);
        var (main, otherMain) = isFirst ? (Surnames.SyllableOf(a), Surnames.SyllableOf(b)) : (one[0].Syllable, other[0].Syllable);
        if (main == otherMain)
            return (one[0] == other[0] ? SameTone : SameSyllable, NameTier.Homophone);
        if (LookAlikes.Alike(a, b))
            return (Alike, NameTier.LookAlike);
        foreach (var reading in one)
        {
            foreach (var otherReading in other)
            {
                if (reading.Syllable == otherReading.Syllable)
                    return (OtherReading, NameTier.Homophone);
            }
        }

        return (Exchanged, NameTier.OneEdit);
    }
}
