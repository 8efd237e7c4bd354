namespace LogisticsScreening.Screening.Quality;

/// <summary>Counts of one kind of sample.</summary>
internal sealed record Figures(string Kind, int Positives, int Found, int Negatives, int FalselyFound)
{
    public double Recall => Positives == 0 ? 1 : (double)Found / Positives;

    public double Precision => Found + FalselyFound == 0 ? 1 : (double)Found / (Found + FalselyFound);

    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static Figures Of(string kind, IEnumerable<(bool IsPositive, bool IsFound)> rows)
    {
        var counted = rows.ToList();
        return new(
            kind,
            counted.Count(r => r.IsPositive),
            counted.Count(r => r.IsPositive && r.IsFound),
            counted.Count(r => !r.IsPositive),
            counted.Count(r => !r.IsPositive && r.IsFound));
    }
}
