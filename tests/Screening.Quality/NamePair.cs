namespace LogisticsScreening.Screening.Quality;

/// <summary>Two names, and whether they are one person's. All are invented.</summary>
/// <param name="Kind">How the second was made from the first, or what two people have in common.</param>
internal sealed record NamePair(string Kind, string A, string B, bool Same)
{
    /// <summary>By the first name, so that all that is made from one name stays in one half.</summary>
    public bool HeldOut => new Sample(Kind, A, A, Same).HeldOut;
}
