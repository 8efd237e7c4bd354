using System.Text;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Server.RiskLists;
using LogisticsScreening.Server.Tests.Intake;

namespace LogisticsScreening.Server.Tests.RiskLists;

/// <summary>Keys and names that very many entries of one import carry, and names that are none.</summary>
public sealed class KeyCrowdsTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Header = "id,kind,value,name,phone,idNumber,account,address,source,reason,lawfulBasis,confidence,from,until\n";
    private const int Many = KeyCrowds.Most + 1;

    private static readonly RiskListEntry Entry = new()
    {
        Id = "t",
        Kind = RiskListKind.Person,
        Value = "秦试北",
        Source = "test",
        Reason = "a test",
        LawfulBasis = "basis-1",
        Confidence = 9_000,
        From = new(2026, 1, 1),
        Until = new(2027, 1, 1),
    };

    public static TheoryData<string> Fields => ["phone", "idNumber", "organisationCode", "account", "address", "name"];

    [Theory]
    [MemberData(nameof(Fields))]
    public void SharedByMoreThanTheMost_IsWarnedOfByKindAndRowsAlone(string field)
    {
        Assert.Empty(Warnings(KeyCrowds.Most, i => Carrying(field, i)));

        var warning = Assert.Single(Warnings(Many, i => Carrying(field, i)));

        Assert.Equal((field, Many), (warning.Field, warning.Count));
        Assert.Equal([2, 3, 4], warning.Rows);
        Assert.All([warning.Text.Zh, warning.Text.En], text => Assert.Contains("2", text, StringComparison.Ordinal));
        Assert.NotEqual(warning.Text.Zh, warning.Text.En);
        foreach (var value in new[] { "13900000777", "530102197505151992", "91530102MA0DEM0N3C", "wechat", "演示路", "秦试", "0777", "1992" })
            Assert.DoesNotContain(value, $"{warning.Text.Zh} {warning.Text.En}", StringComparison.Ordinal);
    }

    [Fact]
    public void OwnValueAndAttribute_OfOneEntry_CountOnce() =>
        Assert.Empty(Warnings(KeyCrowds.Most, i => Distinct(i) with { Kind = RiskListKind.Phone, Value = "13900000777", Phone = "139-0000-0777" }));

    [Fact]
    public void OtherSpellings_AreTheSameKey_AndAnotherCityIsAnotherAddress()
    {
        Assert.Equal("phone", Assert.Single(Warnings(Many, i => Distinct(i) with { Phone = i % 2 == 0 ? "13900000777" : "+86 139 0000 0777" })).Field);
        Assert.Empty(Warnings(Many, i => Distinct(i) with { Address = $"云南省{(char)('一' + i)}市人民路1号" }));
    }

    [Fact]
    public void CommonName_InALongList_IsNoCrowd()
    {
        Assert.Empty(Warnings(Many * KeyCrowds.NameShare, i => Distinct(i) with { Value = i < Many ? "张伟" : Name(i) }));
        Assert.NotEmpty(Warnings((Many * KeyCrowds.NameShare) - 1, i => Distinct(i) with { Value = i < Many ? "张伟" : Name(i) }));
    }

    [Fact]
    public async Task Posted_TheAnswerWarnsAndTheEntriesAreTaken()
    {
        using var analyst = await server.ClientAsync("analyst");
        var rows = string.Concat(Enumerable.Range(0, Many).Select(i => $"crowd-{i},person,{Name(i)},,13900000779,,,,test,a test,basis-1,0.9,2026-01-01,2027-12-31\n"));
        foreach (var (added, unchanged) in new[] { (Many, 0), (0, Many) })
        {
            var answer = await PostAsync(analyst, rows);
            Assert.Equal((added, unchanged), (answer["added"].GetInt32(), answer["unchanged"].GetInt32()));
            var warning = Assert.Single(answer["warnings"].EnumerateArray());
            Assert.Equal(("phone", Many), (warning.GetProperty("field").GetString(), warning.GetProperty("count").GetInt32()));
            Assert.Contains("电话", warning.GetProperty("text").GetProperty("zh").GetString(), StringComparison.Ordinal);
            Assert.Contains("same phone", warning.GetProperty("text").GetProperty("en").GetString(), StringComparison.Ordinal);
        }

        Assert.Empty((await PostAsync(analyst, "crowd-none,person,秦试南,,,,,,test,a test,basis-1,0.9,2026-01-01,2027-12-31\n"))["warnings"].EnumerateArray());
    }

    [Theory]
    [InlineData("person,秦,", "value")]
    [InlineData("person,𠮷,", "value")]
    [InlineData("person,秦·,", "value")]
    [InlineData("organisation,A,", "value")]
    [InlineData("person,秦试西,秦", "name")]
    [InlineData("phone,13900000780,秦", "name")]
    [InlineData("person,秦试,", null)]
    [InlineData("person,Ng,", null)]
    [InlineData("phone,13900000781,", null)]
    public async Task NameOfASingleCharacter_IsRefused(string cells, string? refused)
    {
        using var analyst = await server.ClientAsync("analyst");
        var answer = await PostAsync(analyst, $"single,{cells},,,,,test,a test,basis-1,0.9,2026-01-01,2027-12-31\nbeside,person,秦试东,,,,,,test,a test,basis-1,0.9,2026-01-01,2027-12-31\n");
        var fields = answer["refused"].EnumerateArray().SelectMany(row => row.GetProperty("errors").EnumerateObject()).Select(error => error.Name);
        Assert.Equal(refused is null ? [] : [refused], fields);
    }

    private static Task<JsonAnswer> PostAsync(HttpClient client, string rows) => client.SendAsync("/api/lists/entries", Encoding.UTF8.GetBytes(Header + rows), "text/csv");

    private static IReadOnlyList<Server.Web.ImportWarning> Warnings(int count, Func<int, RiskListEntry> entry)
    {
        var crowds = new KeyCrowds();
        for (var i = 0; i < count; i++)
            crowds.Add(i + 2, entry(i));
        return crowds.Warnings();
    }

    private static RiskListEntry Distinct(int i) => Entry with { Id = $"t-{i}", Value = Name(i) };

    private static string Name(int i) => $"秦{(char)('一' + (i % 1_000))}{(char)('一' + (i / 1_000))}";

    private static RiskListEntry Carrying(string field, int i) => field switch
    {
        "phone" => Distinct(i) with { Phone = "13900000777" },
        "idNumber" => Distinct(i) with { IdNumber = "530102197505151992" },
        "organisationCode" => Distinct(i) with { OrganisationCode = "91530102MA0DEM0N3C" },
        "account" => Distinct(i) with { Account = "wechat:qin_test" },
        "address" => Distinct(i) with { Address = "云南省昆明市五华区演示路1号" },
        "name" => Distinct(i) with { Kind = RiskListKind.Phone, Value = $"1390{i:0000000}", Name = "秦试北" },
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };
}
