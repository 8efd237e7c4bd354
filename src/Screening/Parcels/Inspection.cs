namespace LogisticsScreening.Screening.Parcels;

/// <summary>How an inspection of the contents (收寄验视, 复检) ended.</summary>
public enum InspectionResult
{
    NothingFound,
    Found,

    /// <summary>The sender would not have it opened.</summary>
    Refused,
}

/// <summary>What a found thing is, as far as whoever opened the parcel can say.</summary>
public enum FoundKind
{
    /// <summary>Protected wildlife or what may be some; an appraiser decides.</summary>
    Wildlife,

    /// <summary>Of the prohibited catalogue.</summary>
    Prohibited,

    /// <summary>Not what was declared, in name, nature or quantity.</summary>
    Undeclared,
}

/// <param name="Species">Id of a row of species.csv; null when nobody could say.</param>
/// <param name="Description">In the inspector's words.</param>
/// <param name="Weight">Grams.</param>
public sealed record FoundItem(FoundKind Kind, string? Species, string Description, int Quantity, string? Unit, int? Weight)
{
    public override string ToString() => Kind.ToString();
}

/// <summary>An inspection that gave reason to decide on the parcel anew.</summary>
/// <param name="Found">Empty when it was refused.</param>
public sealed record InspectionFact(InspectionResult Result, IReadOnlyList<FoundItem> Found)
{
    public override string ToString() => Result.ToString();
}
