namespace LogisticsScreening.Screening.Parcels;

/// <summary>
/// Every document that may be shown for posting, and how its number is read: document_types.csv and areas.csv compiled, immutable, and part of the policy, so that its
/// version covers the rules a decision was made under.
/// </summary>
public sealed class DocumentTypes
{
    public const string File = "document_types.csv";

    private readonly DocumentType[] types;
    private readonly AreaTable areas;

    private DocumentTypes(DocumentType[] types, AreaTable areas) => (this.types, this.areas) = (types, areas);

    public DocumentType this[IdType type] => types[(int)type];

    /// <param name="areas">Empty: an area is then known by its province alone.</param>
    /// <returns>The types, or null with everything that is wrong.</returns>
    public static (DocumentTypes? Types, IReadOnlyList<DocumentProblem> Problems) Compile(IReadOnlyList<DocumentTypeRow> rows, IReadOnlyList<AreaRow> areas)
    {
        var problems = new List<DocumentProblem>();
        var types = new DocumentType?[EnumText<IdType>.All.Count];
        foreach (var row in rows)
        {
            var (type, problem) = DocumentType.Compile(row);
            if (types[(int)row.Type] is not null)
                problem = $"{EnumText<IdType>.Of(row.Type)} stands twice";
            if (problem is not null)
                problems.Add(new(File, row.Line, problem));
            types[(int)row.Type] ??= type;
        }

        foreach (var type in Enum.GetValues<IdType>())
        {
            if (!rows.Any(row => row.Type == type))
                problems.Add(new(File, 0, $"lacks a row for {EnumText<IdType>.Of(type)}"));
        }

        problems.AddRange(AreaTable.ProblemsOf(areas));
        return problems.Count == 0 ? (new([.. types.Select(type => type!)], new(areas)), []) : (null, problems);
    }

    /// <param name="number">As <see cref="IdNumber.Normalise"/> gives it.</param>
    public IdNumberProblem ProblemOf(IdType type, string number)
    {
        var document = this[type];
        if (!document.Pattern.IsMatch(number))
            return IdNumberProblem.Shape;
        return document.Rule switch
        {
            NumberRule.Pattern => IdNumberProblem.None,
            NumberRule.ResidentId18 => ResidentId.ProblemOf(number, areas.IsMainland),
            NumberRule.ResidencePermit18 => ResidentId.ProblemOf(number, static (area, _) => AreaTable.ResidencePermits.Contains(area[..2])),
            NumberRule.PermanentResident18 => number.Length == ResidentId.Length ? ResidentId.ProblemOf(number, static (_, _) => true) : IdNumberProblem.None,
            // Some real codes fail their check character: warned about by a finding of its own, never treated as no number.
            NumberRule.Organisation18 => !OrganisationCode.HasShape(number) ? IdNumberProblem.Shape
                : OrganisationCode.CheckDigitFits(number) ? IdNumberProblem.None : IdNumberProblem.CheckDigit,
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };
    }
}
