using System.Text.RegularExpressions;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Tests.Lexicon;

namespace LogisticsScreening.Screening.Tests.Decisions;

/// <summary>The dashboard shows a code without words as it is: every code that a finding can carry must have words there, in both languages.</summary>
public sealed class DashboardTextsTests
{
    /// <summary>How people of the risk list are matched; these are no layers of words.</summary>
    private static readonly string[] PartyTiers = ["same", "oneEdit", "romanised", "shown", "key", "nameAndKey"];

    [Theory]
    [InlineData("zh.ts")]
    [InlineData("en.ts")]
    public async Task Texts_EveryCodeOfTheCore_HasWords(string file)
    {
        var texts = await File.ReadAllTextAsync(Path.Combine(ReferenceRows.Folder, "..", "..", "src", "Dashboard", "texts", file), TestContext.Current.CancellationToken);
        Assert.Equal([.. EnumText<MatchLayer>.All, .. PartyTiers], Keys(texts, "matches"));
        Assert.Equal(EnumText<Check>.All, Keys(texts, "checks"));
        Assert.Equal(EnumText<Instruction>.All.Order(StringComparer.Ordinal), Keys(texts, "instructions").Order(StringComparer.Ordinal));
        Assert.Equal(EnumText<TermTier>.All, Keys(texts, "tiers"));
    }

    /// <summary>Keys of the one object of that name, in their order; its values hold no braces.</summary>
    private static string[] Keys(string texts, string name)
    {
        var found = Assert.Single(Regex.Matches(texts, $@"\b{name}: \{{([^}}]*)\}}"));
        return [.. Regex.Matches(found.Groups[1].Value, @"(\w+): "".+?""").Select(m => m.Groups[1].Value)];
    }
}
