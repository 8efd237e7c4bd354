using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Lists.Names;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Tests.Rules;

/// <summary>Names with a second attribute. All people are invented; 翟 is a rarer surname, 王 a common one.</summary>
public sealed class PersonEvidenceTests
{
    private const string Home = "云南省昆明市盘龙区样例路12号3栋501";
    private const string SameHouse = "昆明市盘龙区样例路12号2单元";
    private const string OtherUnit = "昆明市盘龙区样例路12号3栋0802";
    private const string SameRoad = "昆明市盘龙区样例路99号";
    private const string SameCounty = "昆明市盘龙区别处路1号";
    private const string Elsewhere = "上海市黄浦区示例路201号";

    [Theory]
    [InlineData("翟晓铭", Home, "翟晓铭", "riskList.person", "same")]
    [InlineData("翟曉銘", Home, "翟晓铭", "riskList.person", "variant")]
    [InlineData("宅小明", Home, "翟晓铭", "riskList.person", "homophone")]
    [InlineData("Zhai Xiaoming", Home, "翟晓铭", "riskList.person", "romanised")]
    [InlineData("晓铭 翟", SameHouse, "翟晓铭", "riskList.person", "same")]
    [InlineData("翟晓未", SameHouse, "翟晓末", "riskList.person", "lookAlike")]
    [InlineData("翟晓铭", OtherUnit, "翟晓铭", "riskList.person", "same")]
    [InlineData("翟曉銘", OtherUnit, "翟晓铭", "riskList.person", "variant")]
    [InlineData("晓铭 翟", OtherUnit, "翟晓铭", "riskList.person", "same")]
    [InlineData("翟小明", OtherUnit, "翟晓铭", "riskList.personPossible", "homophone")]
    [InlineData("宅小明", OtherUnit, "翟晓铭", "riskList.personPossible", "homophone")]
    [InlineData("翟晓未", OtherUnit, "翟晓末", "riskList.personPossible", "lookAlike")]
    [InlineData("翟铭晓", OtherUnit, "翟晓铭", "riskList.personPossible", "oneEdit")]
    [InlineData("Zhai Xiaoming", OtherUnit, "翟晓铭", "riskList.personPossible", "romanised")]
    [InlineData("翟晓东", OtherUnit, "翟晓铭", null, null)]
    [InlineData("翟伟", OtherUnit, "翟伟", "riskList.personPossible", "same")]
    [InlineData("王伟", OtherUnit, "王伟", "riskList.personPossible", "same")]
    [InlineData("王威", OtherUnit, "王伟", null, null)]
    [InlineData("王英花", OtherUnit, "王英华", null, null)]
    [InlineData("翟晓东", Home, "翟晓铭", "riskList.personPossible", "oneEdit")]
    [InlineData("翟晓铭", SameRoad, "翟晓铭", "riskList.personPossible", "same")]
    [InlineData("翟小明", SameRoad, "翟晓铭", "riskList.personPossible", "homophone")]
    [InlineData("翟晓铭", SameCounty, "翟晓铭", "riskList.personPossible", "same")]
    [InlineData("翟小明", SameCounty, "翟晓铭", null, null)]
    [InlineData("翟晓铭", Elsewhere, "翟晓铭", null, null)]
    [InlineData("翟小明", Elsewhere, "翟晓铭", null, null)]
    [InlineData("钱晓铭", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("钱晓铭", OtherUnit, "翟晓铭", null, null)]
    [InlineData("钱伟", Home, "翟伟", null, null)]
    [InlineData("王伟", Elsewhere, "王伟", null, null)]
    [InlineData("王伟", SameCounty, "王伟", null, null)]
    [InlineData("王伟", SameRoad, "王伟", null, null)]
    [InlineData("王伟", SameHouse, "王伟", "riskList.personPossible", "same")]
    [InlineData("王伟", Home, "王伟", "riskList.person", "same")]
    [InlineData("张伟", "昆明市盘龙区样例村", "张伟", null, null)]
    [InlineData("王威", SameRoad, "王伟", null, null)]
    [InlineData("王英华", Elsewhere, "王英华", null, null)]
    [InlineData("王英华", SameCounty, "王英华", null, null)]
    [InlineData("Anna Testova", SameHouse, "Testova, Ana", "riskList.personPossible", "oneEdit")]
    [InlineData("Anna Testova", Home, "Testova, Ana", "riskList.person", "oneEdit")]
    [InlineData("Anna Testova", Elsewhere, "Anna Testova", null, null)]
    [InlineData("翟晓铭*", Home, "翟晓铭", "riskList.person", "same")]
    [InlineData("翟晓铭", "*" + Home, "翟晓铭", "riskList.person", "same")]
    [InlineData("翟晓铭先生收", Home, "翟晓铭", "riskList.person", "same")]
    [InlineData("演示商贸有限公司 翟晓铭 13900000201", Home, "翟晓铭", "riskList.person", "same")]
    [InlineData("翟晓铭(Zhai Xiaoming)", Home, "翟晓铭", "riskList.person", "same")]
    [InlineData("Mr. Zhai1 Xiaoming", Home, "翟晓铭", "riskList.person", "romanised")]
    [InlineData("翟晓铭", "云南省昆明市样例路12号3栋501", "翟晓铭", "riskList.person", "same")]
    [InlineData("翟晓铭", "昆明盘龙区样例路12号3栋501", "翟晓铭", "riskList.person", "same")]
    [InlineData("翟晓铭", "云南省昆明市市辖区盘龙区样例路12号3栋501", "翟晓铭", "riskList.person", "same")]
    [InlineData("Zhai 晓铭", Home, "翟晓铭", "riskList.person", "romanised")]
    [InlineData("王先生 Zhai Xiaoming", Home, "翟晓铭", "riskList.person", "romanised")]
    [InlineData("王先生 Zhai Xiaoming", Home, "翟晓铭（小翟）", "riskList.person", "romanised")]
    [InlineData("铭晓翟", Home, "翟晓铭", null, null)]
    [InlineData("小明 翟", Home, "翟晓铭", "riskList.person", "homophone")]
    [InlineData("翟先生", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("老翟", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("翟某某", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("翟*", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("翟*铭", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("翟*东", Home, "翟晓铭", null, null)]
    [InlineData("王先生", Home, "翟晓铭", null, null)]
    [InlineData("翟先生", SameHouse, "翟晓铭", null, null)]
    [InlineData("翟先生", SameRoad, "翟晓铭", null, null)]
    [InlineData("翟*先生", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("翟", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("晓铭", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("晓铭", "昆明盘龙样例路12号3栋501", "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("小明", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("晓铭", Home, "欧阳晓铭", "riskList.personPossible", "shown")]
    [InlineData("乐铭", Home, "翟乐铭", "riskList.personPossible", "shown")]
    [InlineData("*铭", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("*晓铭", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("X晓铭", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("某晓铭", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("xx铭", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("*东", Home, "翟晓铭", null, null)]
    [InlineData("*铭", OtherUnit, "翟晓铭", null, null)]
    [InlineData("瞿晓铭", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("弓长伟", Home, "张伟", "riskList.personPossible", "shown")]
    [InlineData("弓长威", Home, "张伟", "riskList.personPossible", "shown")]
    [InlineData("弓长强", Home, "张伟", null, null)]
    [InlineData("弓长伟", OtherUnit, "张伟", null, null)]
    [InlineData("木子建国", Home, "李建国", "riskList.personPossible", "shown")]
    [InlineData("替翟晓铭寄", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("代翟晓铭", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("替翟伟", Home, "翟伟", "riskList.personPossible", "shown")]
    [InlineData("替钱晓文寄", Home, "翟晓铭", null, null)]
    [InlineData("晓铭商贸", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("阿铭", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("铭铭", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("铭哥", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("晓铭先生", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("阿东", Home, "翟晓铭", null, null)]
    [InlineData("东哥", Home, "翟晓铭", null, null)]
    [InlineData("Z.X.M", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("zxm", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("ZhXM", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("X.M. Zhai", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("翟X.M", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("Mr Zhai", Home, "翟晓铭", "riskList.personPossible", "shown")]
    [InlineData("zxm", OtherUnit, "翟晓铭", null, null)]
    [InlineData("zxw", Home, "翟晓铭", null, null)]
    [InlineData("zx", Home, "翟晓铭", null, null)]
    [InlineData("Mr Zhang", Home, "翟晓铭", null, null)]
    [InlineData("A. T.", Home, "Anna Testova", "riskList.personPossible", "shown")]
    [InlineData("Testova", Home, "Anna Testova", "riskList.personPossible", "shown")]
    [InlineData("A. S.", Home, "Anna Testova", null, null)]
    [InlineData("翟建国", Home, "翟晓铭", null, null)]
    [InlineData("孙建国", Home, "翟晓铭", null, null)]
    [InlineData("翟丨晓丨铭", Home, "翟晓铭", "riskList.person", "same")]
    [InlineData("翟丶晓铭", Home, "翟晓铭", "riskList.person", "same")]
    [InlineData("翟の晓の铭", Home, "翟晓铭", "riskList.person", "same")]
    [InlineData("翟乄小丿明", Home, "翟晓铭", "riskList.person", "homophone")]
    [InlineData("丶翟ー晓ー铭丶", Home, "翟晓铭", "riskList.person", "same")]
    [InlineData("翟晓铭", "云南昆明盘龙样例路12号3栋501", "翟晓铭", "riskList.person", "same")]
    [InlineData("翟小明", "昆明样例路12号3栋501", "翟晓铭", "riskList.person", "homophone")]
    [InlineData("翟晓未", "昆明样例路12号3栋501", "翟晓末", "riskList.person", "lookAlike")]
    [InlineData("翟小明", "昆明样例路12号3栋502", "翟晓铭", "riskList.personPossible", "homophone")]
    [InlineData("翟晓铭", "大理样例路12号3栋501", "翟晓铭", null, null)]
    [InlineData("翟晓铭", "样例路12号3栋501", "翟晓铭", null, null)]
    [InlineData("欧阳女士", Home, "欧阳晓", "riskList.personPossible", "shown")]
    [InlineData("买买提·艾力", Elsewhere, "买买提·艾力", null, null)]
    [InlineData("演示商贸有限公司", Elsewhere, "演示商贸有限公司", null, null)]
    public void Screen_NameAndAddress_CountTogether(string name, string address, string listed, string? code, string? tier)
    {
        var finding = Recipient(SampleParcel.Recipient with { Name = name, Address = address }, Entry with { Value = listed });
        Assert.Equal((code, tier), (finding?.Code, finding?.Tier));
        if (finding is null)
            return;
        Assert.Equal("recipient.name", finding.Field);
        Assert.DoesNotContain(name, finding.Explanation.Zh + finding.Explanation.En, StringComparison.Ordinal);
        Assert.DoesNotContain(listed, finding.Explanation.Zh + finding.Explanation.En, StringComparison.Ordinal);
        Assert.Contains(finding.Score!.Value / 100 == 100 ? "1.00" : $"0.{finding.Score!.Value / 100:00}", finding.Explanation.En, StringComparison.Ordinal);
    }

    /// <summary>The list, too, may leave the signs of the divisions out.</summary>
    [Theory]
    [InlineData("昆明样例路12号3栋501", "riskList.person")]
    [InlineData("昆明市盘龙样例路12号3栋501", "riskList.person")]
    [InlineData("大理样例路12号3栋501", null)]
    public void Screen_ListedAddressWithoutSigns_IsFound(string listed, string? code) =>
        Assert.Equal(code, Recipient(SampleParcel.Recipient with { Name = "翟晓铭", Address = Home }, Entry with { Address = listed })?.Code);

    [Theory]
    [InlineData("139****0301", "riskList.personPossible")]
    [InlineData("139******01", "riskList.personPossible")]
    [InlineData("139****0302", null)]
    [InlineData("138****0301", null)]
    public void Screen_NameAndVisibleDigits_OnlyCorroborate(string phone, string? code) =>
        Assert.Equal(code, Recipient(SampleParcel.Recipient with { Name = "孙晓铭", Phone = phone, Address = Elsewhere }, Entry with { Value = "孙晓铭", Phone = "13900000301", Address = null })?.Code);

    [Fact]
    public void Screen_MaskedSender_IsFoundByTheRegisteredName()
    {
        var facts = SampleParcel.From(SampleParcel.Sender with { Name = "翟*", Address = Home }) with
        {
            SenderRegistration = SampleParcel.Registered with { Name = "翟晓铭" },
        };
        Assert.Contains("riskList.person", SampleParcel.Codes(facts, SampleParcel.List(Entry)));
    }

    /// <summary>The part of a name on a waybill is not his who is registered under another one.</summary>
    [Theory]
    [InlineData("翟晓铭", "riskList.person")]
    [InlineData("翟建国", null)]
    public void Screen_ShownPartOfAName_CountsUnlessAnotherIsRegistered(string registered, string? code)
    {
        var facts = SampleParcel.From(SampleParcel.Sender with { Name = "*铭", Address = Home }) with { SenderRegistration = SampleParcel.Registered with { Name = registered } };
        Assert.Equal(code, SampleParcel.Codes(facts, SampleParcel.List(Entry)).SingleOrDefault(c => c.StartsWith("riskList", StringComparison.Ordinal)));
    }

    [Fact]
    public void Screen_EntryFoundByItsPhone_IsNotReportedAgainByItsName()
    {
        var party = SampleParcel.Recipient with { Name = "翟晓铭", Address = Home };
        var findings = Findings(party, SampleParcel.List(Entry with { Phone = party.Phone }));
        Assert.Equal(["riskList.phone"], findings.Select(f => f.Code));
    }

    [Fact]
    public void Screen_OtherReadingOfAListedPhone_HidesNoStrongerFinding()
    {
        var party = SampleParcel.Recipient with { Name = "翟晓铭", Address = Home, Phone = "13900000555-1" };
        Assert.Equal(["riskList.person", "riskList.unconfirmed"], Findings(party, SampleParcel.List(Entry with { Phone = "13900000555" })).Select(f => f.Code));
    }

    [Fact]
    public void Screen_RareNameAlone_IsLookedForWhenThePolicySaysSo()
    {
        var rules = SampleParcel.ShippedPolicy.Rules.Select(r => r.Kind == "riskList" ? r with { Parameters = new Dictionary<string, long> { ["rareName"] = 50 } } : r);
        var policy = SampleParcel.Policy(SampleParcel.List(Entry), SampleParcel.ShippedPolicy with { Rules = [.. rules] });
        var elsewhere = SampleParcel.Facts with { Waybill = SampleParcel.Waybill with { Recipient = SampleParcel.Recipient with { Name = "翟晓铭", Address = Elsewhere } } };
        Assert.Equal(["riskList.personPossible"], SampleParcel.Screen(elsewhere, policy).Findings.Select(f => f.Code));
    }

    [Theory]
    [InlineData(10, "riskList.person")]
    [InlineData(90_000, "riskList.personPossible")]
    public void Screen_SharesOfThePolicy_SayWhetherANameIsCommon(int perMillion, string code)
    {
        var list = SampleParcel.List(Entry);
        var party = SampleParcel.Recipient with { Name = "翟晓铭", Address = SameHouse };
        var facts = SampleParcel.Facts with { Waybill = SampleParcel.Waybill with { Recipient = party } };
        var policy = SampleParcel.Policy(list, nameShares: [new(NamePart.Surname, "翟", perMillion), new(NamePart.Given, "晓铭", perMillion)]);
        Assert.Equal([code], SampleParcel.Screen(facts, policy).Findings.Where(f => f.Check == Check.RiskList).Select(f => f.Code));
    }

    [Fact]
    public void Screen_LowConfidence_IsUnconfirmed() =>
        Assert.Equal("riskList.unconfirmed", Recipient(SampleParcel.Recipient with { Name = "翟晓铭", Address = Home }, Entry with { Confidence = 100 })?.Code);

    [Fact]
    public void Outcomes_OfNames_NeverStopAParcel() =>
        Assert.All(["riskList.person", "riskList.personPossible"], code => Assert.NotEqual("hold", SampleParcel.ShippedPolicy.Outcomes[code].Lane));

    /// <summary>A big list must not find more for a parcel than a small one does, but for the entries that are really near.</summary>
    [Fact]
    public void Screen_ManyStrangersOnTheList_ChangesNothing()
    {
        var random = new Random(20261127);
        var strangers = Enumerable.Range(0, 20_000).Select(i => Entry with
        {
            Id = $"stranger-{i}",
            Value = $"{"王李张刘陈"[random.Next(5)]}{"建国志强文军平"[random.Next(7)]}{"华明辉林波涛"[random.Next(6)]}",
            Address = $"四川省成都市锦江区{"春夏秋冬"[random.Next(4)]}样路{i}号",
            Phone = $"137{i:00000000}",
        });
        var party = SampleParcel.Recipient with { Name = "翟晓铭", Address = Home };
        var alone = Findings(party, SampleParcel.List(Entry));
        Assert.Equal(alone.Select(f => (f.Code, f.Entry, f.Score)), Findings(party, SampleParcel.List([Entry, .. strangers])).Select(f => (f.Code, f.Entry, f.Score)));
    }

    private static RiskListEntry Entry { get; } = SampleParcel.Entry with { Id = "person-1", Kind = RiskListKind.Person, Value = "翟晓铭", Address = Home };

    private static Finding? Recipient(Party recipient, RiskListEntry entry) => Findings(recipient, SampleParcel.List(entry)).SingleOrDefault();

    private static IEnumerable<Finding> Findings(Party recipient, RiskList list) =>
        SampleParcel.Screen(SampleParcel.Facts with { Waybill = SampleParcel.Waybill with { Recipient = recipient } }, SampleParcel.Policy(list)).Findings.Where(f => f.Check == Check.RiskList);
}
