using LogisticsScreening.Server.Registry.Gateway;
using Microsoft.Extensions.Configuration;

namespace LogisticsScreening.Server.Tests.Registry.Gateway;

public sealed class GatewaySettingsTests : IDisposable
{
    private readonly string keyFile = Path.GetTempFileName();

    public void Dispose() => File.Delete(keyFile);

    [Fact]
    public void Settings_WithoutAnAddress_AskNobody() => Assert.Null(Read([]).Gateway);

    [Fact]
    public void Settings_Complete_AreRead()
    {
        var gateway = Read(With("LS_GATEWAY_URL", "https://gateway.example/base")).Gateway;
        Assert.Equal("https://gateway.example/base/", gateway?.Url.ToString());
        Assert.Equal((3.0, 180.0, 365.0, 14.0), (gateway!.Budget.TotalSeconds, gateway.RenewAfter.TotalDays, gateway.AnswerLasts.TotalDays, gateway.ScreenAgainWithin.TotalDays));
        Assert.NotNull(Read(With("LS_GATEWAY_URL", "http://127.0.0.1:5085")).Gateway);
    }

    [Theory]
    [InlineData("LS_GATEWAY_URL", "http://gateway.example")]
    [InlineData("LS_GATEWAY_URL", "ftp://127.0.0.1")]
    [InlineData("LS_GATEWAY_URL", "https://name:secret@gateway.example")]
    [InlineData("LS_GATEWAY_URL", "gateway")]
    [InlineData("LS_GATEWAY_CLIENT", null)]
    [InlineData("LS_GATEWAY_CLIENT", "a b")]
    [InlineData("LS_GATEWAY_KEY", null)]
    [InlineData("LS_GATEWAY_KEY", "/nowhere/gateway.key")]
    [InlineData("LS_GATEWAY_BUDGET_MS", "60000")]
    [InlineData("LS_GATEWAY_RENEW_DAYS", "366")]
    [InlineData("LS_GATEWAY_SCREEN_DAYS", "0")]
    public void Settings_Wrong_AreRefusedByName(string name, string? value) =>
        Assert.Contains(name, Assert.Throws<StartupException>(() => Read(With(name, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("c2hvcnQ=")]
    [InlineData("not base64!")]
    public void Key_ThatIsNone_IsRefusedWithoutQuotingIt(string content)
    {
        var settings = With("LS_GATEWAY_URL", "https://gateway.example");
        File.WriteAllText(keyFile, content);
        var refused = Assert.Throws<StartupException>(() => Read(settings));
        Assert.Contains("LS_GATEWAY_KEY", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(content, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Key_OpenToEverybody_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("file modes");
            return;
        }

        var settings = With("LS_GATEWAY_URL", "https://gateway.example");
        File.SetUnixFileMode(keyFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains("chmod", Assert.Throws<StartupException>(() => Read(settings)).Message, StringComparison.Ordinal);
    }

    private Dictionary<string, string?> With(string name, string? value)
    {
        File.WriteAllText(keyFile, Convert.ToBase64String(new byte[GatewayOptions.LeastKeyBytes]));
        return new()
        {
            ["LS_GATEWAY_URL"] = "https://gateway.example",
            ["LS_GATEWAY_CLIENT"] = "courier-1",
            ["LS_GATEWAY_KEY"] = keyFile,
            [name] = value,
        };
    }

    private static ServerSettings Read(Dictionary<string, string?> values) =>
        ServerSettings.From(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
}
