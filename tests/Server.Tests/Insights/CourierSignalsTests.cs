using LogisticsScreening.Server.Insights;

namespace LogisticsScreening.Server.Tests.Insights;

public sealed class CourierSignalsTests
{
    private static readonly CourierConduct Quiet = new() { UserId = Guid.Empty, UserName = "courier" };

    public static TheoryData<string, string> Standing => new()
    {
        { "controlSkipped", "Control parcels not inspected (1/3)" },
        { "redSkipped", "Red parcels not inspected (3/10)" },
        { "tooFast", "Nothing found within 20 seconds (1/5)" },
        { "withoutPhotos", "Red parcels inspected without a picture (1/5)" },
        { "manyRefused", "Many inspections said to be refused (2/20)" },
        { "sameDocument", "One document registered 5 times" },
    };

    [Theory]
    [MemberData(nameof(Standing))]
    public void Conduct_AtItsNumber_StandsOut_AndJustBelowSaysNothing(string code, string text)
    {
        var signal = Assert.Single(CourierSignals.Of(At(code, 0), 20));
        Assert.Equal((code, text), (signal.Code, signal.Text.En));
        Assert.Contains(signal.Text.Zh, c => c is >= '\u4E00' and <= '\u9FFF');
        Assert.Empty(CourierSignals.Of(At(code, 1), 20));
    }

    [Fact]
    public void Conduct_OfFewCases_SaysNothing() => Assert.Empty(CourierSignals.Of(
        Quiet with { Control = 2, ControlNotInspected = 2, Red = 4, RedNotInspected = 4, NothingFound = 4, TooFast = 4, RedInspections = 4, WithoutPhotos = 4, Inspections = 19, Refused = 19, SameDocument = 4 }, 20));

    private static CourierConduct At(string code, int less) => code switch
    {
        "controlSkipped" => Quiet with { Control = 3, ControlNotInspected = 1 - less },
        "redSkipped" => Quiet with { Red = 10, RedNotInspected = 3 - less },
        "tooFast" => Quiet with { NothingFound = 5, TooFast = 1 - less },
        "withoutPhotos" => Quiet with { RedInspections = 5, WithoutPhotos = 1 - less },
        "manyRefused" => Quiet with { Inspections = 20, Refused = 2 - less },
        "sameDocument" => Quiet with { SameDocument = 5 - less },
        _ => throw new ArgumentOutOfRangeException(nameof(code)),
    };
}
