using System.Text;
using System.Text.RegularExpressions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Registry.Gateway;

namespace LogisticsScreening.Server.Tests.Registry.Gateway;

/// <summary>docs/api/identity-gateway.md against the code: its example verifies, and every reason and result is written down.</summary>
public sealed partial class GatewayContractTests
{
    private const string Client = "sample-courier";
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "api", "identity-gateway.md"));

    [Fact]
    public void Example_Signatures_AreThoseOfTheCode()
    {
        var bodies = Bodies().Matches(Document).Select(match => Encoding.UTF8.GetBytes(match.Groups[1].Value)).ToList();
        Assert.Equal(2, bodies.Count);
        var (question, answer) = (bodies[0], bodies[1]);
        var nonce = Row("nonce")[0];
        Assert.Contains(Convert.ToBase64String(Key), Document, StringComparison.Ordinal);
        Assert.Equal([GatewaySignature.HashOf(question), GatewaySignature.HashOf(answer)], Row("SHA-256 of the body"));
        Assert.Equal(
            [
                GatewaySignature.OfQuestion(Key, Client, "POST", "/v1/identity-checks", Row("time")[0], nonce, question),
                GatewaySignature.OfAnswer(Key, Client, 200, Row("time")[1], nonce, answer),
            ],
            Row("signature"));
        Assert.Contains(GatewaySignature.HashOf(question), Encoding.UTF8.GetString(answer), StringComparison.Ordinal);
    }

    [Fact]
    public void Reasons_And_Results_AreAllWrittenDown()
    {
        Assert.All(Enum.GetValues<GatewayFailure>(), reason => Assert.Contains($"| `{EnumText<GatewayFailure>.Of(reason)}` |", Document, StringComparison.Ordinal));
        Assert.All(
            Enum.GetValues<IdentityConfirmation>().Where(result => result != IdentityConfirmation.Waiting),
            result => Assert.Contains($"| `{EnumText<IdentityConfirmation>.Of(result)}` |", Document, StringComparison.Ordinal));
    }

    private static List<string> Row(string name) =>
        [.. Code().Matches(Regex.Match(Document, $@"^\| {Regex.Escape(name)} \|(.*)\|\r?$", RegexOptions.Multiline).Groups[1].Value).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"```json\r?\n(.*)\r?\n```")]
    private static partial Regex Bodies();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
