using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Tests.Lexicon;

namespace LogisticsScreening.Screening.Tests.Parcels;

/// <summary>The tables decide: validity from document_types.csv, areas from the operator's areas.csv.</summary>
public sealed class DocumentTypesTests
{
    private const string Born1949 = "11010519491231002X";

    [Theory]
    [InlineData(IdType.TemporaryId, null, "2026-08-31", "2026-11-30")]
    [InlineData(IdType.TemporaryId, "2026-10-01", "2026-08-31", "2026-10-01")]
    [InlineData(IdType.TemporaryId, "2036-10-01", "2026-08-31", "2026-11-30")]
    [InlineData(IdType.TemporaryId, "2036-10-01", null, "2036-10-01")]
    [InlineData(IdType.ResidentId, "2036-10-01", "2026-08-31", "2036-10-01")]
    [InlineData(IdType.ResidentId, null, "2026-08-31", null)]
    [InlineData(IdType.Organisation, null, "2026-08-31", null)]
    public void LastDay_OfEachValidity_IsTheEarlier(IdType type, string? printed, string? registered, string? last) =>
        Assert.Equal(Day(last), SampleParcel.Documents[type].LastDay(Day(printed), Day(registered)));

    [Theory]
    [InlineData("110105", "1984-01-01", null, IdNumberProblem.None)]
    [InlineData("110105", "1920-01-01", "1949-12-31", IdNumberProblem.None)]
    [InlineData("110105", "1920-01-01", "1949-12-30", IdNumberProblem.Area)]
    [InlineData("110101", "1920-01-01", null, IdNumberProblem.Area)]
    [InlineData("530102", "1920-01-01", null, IdNumberProblem.None)]
    public void Area_MustHaveBeenInForceOnADaySinceTheBirth(string code, string from, string? until, IdNumberProblem problem) =>
        Assert.Equal(problem, With(new AreaRow(code, Day(from)!.Value, Day(until), 2)).ProblemOf(IdType.ResidentId, Born1949));

    [Fact]
    public void Area_UsedTwice_CountsByItsLaterUseInAnyOrder()
    {
        AreaRow old = new("110105", new(1920, 1, 1), new(1930, 1, 1), 2), later = new("110105", new(1980, 1, 1), new(1990, 1, 1), 3);
        foreach (var rows in new AreaRow[][] { [old, later], [later, old] })
            Assert.Equal(IdNumberProblem.None, With(rows).ProblemOf(IdType.ResidentId, Born1949));
    }

    [Fact]
    public void Area_OfAPermit_IsNotTheTables() =>
        Assert.Equal(IdNumberProblem.Area, With(new AreaRow("110105", new(1920, 1, 1), null, 2)).ProblemOf(IdType.ResidencePermit, Born1949));

    [Theory]
    [InlineData("(?=1)1", "asPrinted", true, "look-around")]
    [InlineData("[0-9]*", "asPrinted", true, "without characters")]
    [InlineData("", "asPrinted", true, "without characters")]
    [InlineData("1", "P0M", true, "validity")]
    [InlineData("1", "P3W", true, "validity")]
    [InlineData("1", "none", true, "expires")]
    [InlineData("1", "asPrinted", false, "expires")]
    public void Compile_BadRow_IsNamed(string pattern, string validity, bool expires, string reason)
    {
        var rows = ReferenceRows.DocumentRows().Select(row => row.Type == IdType.Passport ? row with { Pattern = pattern, Validity = validity, Expires = expires } : row).ToList();
        var (types, problems) = DocumentTypes.Compile(rows, []);
        Assert.Null(types);
        var problem = Assert.Single(problems);
        Assert.Equal((DocumentTypes.File, rows.Single(row => row.Type == IdType.Passport).Line), (problem.File, problem.Line));
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Pattern_OfManyAlternatives_TakesNoLongerForAHostileNumber()
    {
        var rows = ReferenceRows.DocumentRows().Select(row => row.Type == IdType.Other ? row with { Pattern = "([A-Z]+)+[0-9]" } : row).ToList();
        Assert.Equal(IdNumberProblem.Shape, DocumentTypes.Compile(rows, []).Types!.ProblemOf(IdType.Other, new string('A', IdNumber.MaxLength)));
    }

    private static DocumentTypes With(params AreaRow[] areas) => DocumentTypes.Compile(ReferenceRows.DocumentRows(), areas).Types!;

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text);
}
