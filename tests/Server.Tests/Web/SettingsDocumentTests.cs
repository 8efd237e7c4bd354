using System.Text.RegularExpressions;

namespace LogisticsScreening.Server.Tests.Web;

/// <summary>docs/operations.md against the code: what can be set and what is measured is written down, and nothing else is.</summary>
public sealed partial class SettingsDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));

    [Fact]
    public void Settings_EachHasItsRow() =>
        Assert.Equal(ServerSettings.Known.Select(setting => setting.Name).Order(), SettingRow().Matches(Document).Select(row => row.Groups[1].Value).Order());

    [Fact]
    public void Settings_Defaults_AreThoseWrittenDown()
    {
        var written = SettingRow().Matches(Document).ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value);
        Assert.All(
            ServerSettings.Known.Where(setting => setting.Default is not null),
            setting => Assert.Equal($"`{setting.Default}`", written[setting.Name]));
    }

    [Fact]
    public void Metrics_EachHasItsRow()
    {
        var source = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Server"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Instrument().Matches(File.ReadAllText(file)).Select(match => match.Value.Trim('"')));
        Assert.Equal(source.Order(), MetricRow().Matches(Document).Select(row => row.Groups[1].Value).Order());
    }

    [GeneratedRegex(@"^\| `(LS_\w+)` \| (.*?) \|", RegexOptions.Multiline)]
    private static partial Regex SettingRow();

    [GeneratedRegex(@"^\| `(logistics_screening\.[\w.]+)` \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    [GeneratedRegex("\"logistics_screening\\.[\\w.]+\"")]
    private static partial Regex Instrument();
}
