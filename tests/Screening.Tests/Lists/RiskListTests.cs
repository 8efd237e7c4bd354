using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Tests.Lists;

public sealed class RiskListTests
{
    private static readonly RiskListEntry SamplePerson = SampleParcel.Entry with { Id = "person-1", Kind = RiskListKind.Person, Value = "赵演一" };

    [Fact]
    public void OrganisationCode_AsTheSendersDocument_IsFound()
    {
        var sender = SampleParcel.Sender with { Document = new(IdType.Organisation, ListKeys.IdNumber("91350100m000100y43")!, IdNumberProblem.None) };
        var list = SampleParcel.List(SampleParcel.Entry with { Kind = RiskListKind.Organisation, Value = "某公司", OrganisationCode = "91350100M000100Y43" });
        var finding = Assert.Single(SampleParcel.Screen(SampleParcel.From(sender), SampleParcel.Policy(list)).Findings, f => f.Check == Check.RiskList);
        Assert.Equal(("riskList.idNumber", "sender.idNumber"), (finding.Code, finding.Field));
    }

    [Fact]
    public void Screen_AnyOrderOfEntries_GivesTheSameDecision()
    {
        RiskListEntry[] entries =
        [
            SampleParcel.Entry,
            SampleParcel.Entry with { Id = "entry-2", Confidence = 100 },
            SamplePerson with { Address = SampleParcel.Sender.Address },
            SampleParcel.Entry with { Id = "entry-3", Kind = RiskListKind.Address, Value = SampleParcel.Recipient.Address! },
            SampleParcel.Entry with { Id = "entry-4", Kind = RiskListKind.IdNumber, Value = "530102198503120118" },
        ];
        var random = new Random(7);
        var first = SampleParcel.Screen(SampleParcel.Facts, SampleParcel.Policy(SampleParcel.List(entries)));
        Assert.Equal(5, first.Findings.Count);
        for (var round = 0; round < 20; round++)
        {
            random.Shuffle(entries);
            Assert.Equal(first.ContentHash, SampleParcel.Screen(SampleParcel.Facts, SampleParcel.Policy(SampleParcel.List(entries))).ContentHash);
        }
    }

    [Fact]
    public void Screen_MoreEntries_NeverTakeAHitAway()
    {
        var random = new Random(20261122);
        List<RiskListEntry> entries = [SampleParcel.Entry];
        for (var i = 0; i < 60; i++)
        {
            entries.Add(SampleParcel.Entry with
            {
                Id = "more-" + i,
                Kind = (RiskListKind)random.Next(6),
                Value = random.Next(3) switch { 0 => "13900000101", 1 => "赵演一", _ => SampleParcel.Sender.Address! },
                Phone = random.Next(2) == 0 ? "13900000101" : null,
                Confidence = random.Next(10_001),
                From = new(2026, random.Next(1, 13), 1),
            });
            var findings = SampleParcel.Screen(SampleParcel.Facts, SampleParcel.Policy(SampleParcel.List(entries))).Findings;
            Assert.Contains(findings, f => f is { Code: "riskList.phone", Entry: "entry-1" });
        }
    }

    [Fact]
    public void Screen_AnyListOfPeople_KeepsEveryHitWhenItGrowsAndForgetsTheOrder()
    {
        var random = new Random(20261127);
        string[] names = ["赵演一", "赵演易", "趙演一", "Zhao Yanyi", "张演文", "张演闻", "演文张", "李试", "翟晓铭"];
        string[] addresses = [SampleParcel.Sender.Address!, "云南省昆明市五华区演示路9号", SampleParcel.Recipient.Address!, "上海市黄浦区示例路201号5栋", "上海市黄浦区别处路1号"];
        List<RiskListEntry> entries = [];
        List<(string Code, string? Entry, int? Score, PartyRole? Party)> before = [];
        for (var i = 0; i < 90; i++)
        {
            entries.Insert(random.Next(entries.Count + 1), SampleParcel.Entry with
            {
                Id = $"more-{random.Next(1_000_000)}-{i}",
                Kind = RiskListKind.Person,
                Value = names[random.Next(names.Length)],
                Phone = random.Next(4) == 0 ? "13900000201" : null,
                Address = addresses[random.Next(addresses.Length)],
            });
            var decision = SampleParcel.Screen(SampleParcel.Facts, SampleParcel.Policy(SampleParcel.List(entries)));
            var now = decision.Findings.Select(f => (f.Code, f.Entry, f.Score, f.Party)).ToList();
            Assert.Subset(now.ToHashSet(), before.ToHashSet());
            Assert.Equal(decision.ContentHash, SampleParcel.Screen(SampleParcel.Facts, SampleParcel.Policy(SampleParcel.List(entries.OrderBy(e => e.Id)))).ContentHash);
            before = now;
        }

        Assert.InRange(before.Count, 20, 180);
    }

    [Theory]
    [InlineData("2026-11-22", "2026-11-22", true)]
    [InlineData("2026-01-01", "2026-11-22", true)]
    [InlineData("2026-11-22", "2027-01-01", true)]
    [InlineData("2026-01-01", "2026-11-21", false)]
    [InlineData("2026-11-23", "2027-01-01", false)]
    public void Screen_EntryDays_AreInclusiveLocalDays(string from, string until, bool hit)
    {
        var list = SampleParcel.List(SampleParcel.Entry with { From = DateOnly.Parse(from), Until = DateOnly.Parse(until) });
        Assert.Equal(hit ? ["riskList.phone"] : [], SampleParcel.Codes(SampleParcel.Facts, list));
    }

    [Fact]
    public void Screen_EveningInUtc_IsTheNextDayInChina()
    {
        var policy = SampleParcel.Policy(SampleParcel.List(SampleParcel.Entry with { From = new(2026, 11, 23) }));
        var evening = new DateTimeOffset(2026, 11, 22, 16, 0, 0, TimeSpan.Zero);
        Assert.Single(Screener.Screen(SampleParcel.Facts, policy, evening, SampleParcel.Undrawn).Findings);
        Assert.Empty(Screener.Screen(SampleParcel.Facts, policy, evening.AddMicroseconds(-1), SampleParcel.Undrawn).Findings);
    }

    [Fact]
    public void Screen_NameAlone_NeverHits()
    {
        Assert.Empty(SampleParcel.Codes(SampleParcel.Facts, SampleParcel.List(SamplePerson)));
        Assert.Empty(SampleParcel.Codes(SampleParcel.Facts, SampleParcel.List(SamplePerson with { Phone = "13911111111", Address = "别处" })));
        Assert.Empty(SampleParcel.Codes(SampleParcel.Facts, SampleParcel.List(SamplePerson with { Kind = RiskListKind.Organisation })));
    }

    [Fact]
    public void Screen_NameWithAddress_Hits() =>
        Assert.Equal(["riskList.person"], SampleParcel.Codes(SampleParcel.Facts, SampleParcel.List(SamplePerson with { Address = "云南省 昆明市五华区 演示路１号" })));

    [Fact]
    public void Screen_EveryPartyAndKey_IsCompared()
    {
        var facts = SampleParcel.From(SampleParcel.Sender with
        {
            OrganisationCode = "91350100m000100y43",
            Accounts = ["WeChat：Demo_1"],
            Document = new(IdType.Passport, ListKeys.IdNumber("tr-0000123")!, IdNumberProblem.None),
            Agent = new() { Name = "许演青", Phone = "+86 139-0000-0120" },
        });
        (RiskListEntry Entry, string Code, PartyRole Party, string Field)[] cases =
        [
            (SampleParcel.Entry, "riskList.phone", PartyRole.Sender, "sender.phone"),
            (SampleParcel.Entry with { Value = "13900000201" }, "riskList.phone", PartyRole.Recipient, "recipient.phone"),
            (SampleParcel.Entry with { Value = "13900000120" }, "riskList.phone", PartyRole.Agent, "sender.agent.phone"),
            (SampleParcel.Entry with { Kind = RiskListKind.IdNumber, Value = "TR0000123" }, "riskList.idNumber", PartyRole.Sender, "sender.idNumber"),
            (SampleParcel.Entry with { Kind = RiskListKind.IdNumber, Value = "530102198503120118" }, "riskList.idNumber", PartyRole.Sender, "sender.idNumber"),
            (SampleParcel.Entry with { Kind = RiskListKind.Account, Value = "wechat:demo_1" }, "riskList.account", PartyRole.Sender, "sender.accounts"),
            (SampleParcel.Entry with { Kind = RiskListKind.Organisation, Value = "某公司", OrganisationCode = "91350100M000100Y43" }, "riskList.organisation", PartyRole.Sender, "sender.organisationCode"),
            (SampleParcel.Entry with { Kind = RiskListKind.Address, Value = "上海市黄浦区示例路201号" }, "riskList.address", PartyRole.Recipient, "recipient.address"),
        ];
        foreach (var (entry, code, party, field) in cases)
        {
            // The passport is not the registered card: that is the real-name rule's to say.
            var finding = Assert.Single(SampleParcel.Screen(facts, SampleParcel.Policy(SampleParcel.List(entry))).Findings, f => f.Check == Check.RiskList);
            Assert.Equal((code, party, field, entry.Id), (finding.Code, finding.Party!.Value, finding.Field, finding.Entry));
            Assert.Contains(entry.Reason, finding.Explanation.En, StringComparison.Ordinal);
            Assert.DoesNotContain(entry.Value, finding.Explanation.Zh + finding.Explanation.En + finding.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("李演一13900000555", "上海市黄浦区示例路201号", "请轻放", PartyRole.Recipient, "recipient.name", "riskList.phone")]
    [InlineData("李演一", "上海市黄浦区示例路201号139 0000 0555", null, PartyRole.Recipient, "recipient.address", "riskList.phone")]
    [InlineData("李演一", "上海市黄浦区示例路201号", "送到打１３９-0000-0555", PartyRole.Sender, "remarks", "riskList.phone")]
    [InlineData("李演一", "上海市黄浦区示例路201号", "李演二 一三九零零零零零五五五", PartyRole.Sender, "remarks", "riskList.phone")]
    [InlineData("李演一", "上海市黄浦区示例路201号", "收件人证件530102198503120134", PartyRole.Sender, "remarks", "riskList.idNumber")]
    [InlineData("李演一530102198503120134", "上海市黄浦区示例路201号", null, PartyRole.Recipient, "recipient.name", "riskList.idNumber")]
    public void Screen_ListedNumberInsideAText_Hits(string name, string address, string? remarks, PartyRole party, string field, string code)
    {
        var entry = SampleParcel.Entry with { Value = "13900000555", IdNumber = "530102198503120134" };
        var facts = Written(name, address, remarks);
        var finding = Assert.Single(SampleParcel.Screen(facts, SampleParcel.Policy(SampleParcel.List(entry))).Findings, f => f.Check == Check.RiskList);
        Assert.Equal((code, party, field), (finding.Code, finding.Party!.Value, finding.Field));
        Assert.DoesNotContain("139", finding.Explanation.Zh + finding.Explanation.En + finding.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(SampleParcel.Screen(facts, SampleParcel.Policy(SampleParcel.List(entry with { Value = "13900000556", IdNumber = null }))).Findings, f => f.Check == Check.RiskList);
    }

    /// <summary>What a party's own field says is said once.</summary>
    [Fact]
    public void Screen_ListedPhoneInItsFieldAndInTexts_IsReportedOnce()
    {
        var facts = Written("李演一13900000201", "上海市黄浦区示例路201号13900000201", "13900000201");
        var finding = Assert.Single(SampleParcel.Screen(facts, SampleParcel.Policy(SampleParcel.List(SampleParcel.Entry with { Value = "13900000201" }))).Findings, f => f.Check == Check.RiskList);
        Assert.Equal(("recipient.phone", PartyRole.Recipient), (finding.Field, finding.Party!.Value));
    }

    /// <summary>A mere likeness of the recipient's name takes nothing from the listed number in the remarks.</summary>
    [Fact]
    public void Screen_ListedPhoneInRemarksBesideALikeName_IsReportedToo()
    {
        var entry = SamplePerson with { Address = "上海市黄浦区示例路201号3栋501", Phone = "13900000555" };
        Assert.Equal(["riskList.phone", "riskList.personPossible"], SampleParcel.Codes(Written("赵眼易", "上海市黄浦区示例路201号3栋502", "转13900000555"), SampleParcel.List(entry)));
    }

    [Theory]
    [InlineData("昆明示例路201号")]
    [InlineData("云南昆明盘龙示例路201号")]
    [InlineData("昆明市盘龙示例路201号")]
    public void Screen_ListedAddressWithoutSigns_Hits(string address) =>
        Assert.Equal(
            ["riskList.address"],
            SampleParcel.Codes(Written("李演一", address, null), SampleParcel.List(SampleParcel.Entry with { Kind = RiskListKind.Address, Value = "云南省昆明市盘龙区示例路201号" })));

    [Theory]
    [InlineData("大理示例路201号")]
    [InlineData("示例路201号")]
    [InlineData("昆明示例路202号")]
    [InlineData("云南昆明五华示例路201号")]
    public void Screen_OtherAddressWithoutSigns_SaysNothing(string address) =>
        Assert.DoesNotContain(
            "riskList.address",
            SampleParcel.Codes(Written("李演一", address, null), SampleParcel.List(SampleParcel.Entry with { Kind = RiskListKind.Address, Value = "云南省昆明市盘龙区示例路201号" })));

    private static ParcelFacts Written(string name, string address, string? remarks) => SampleParcel.Facts with
    {
        Waybill = SampleParcel.Waybill with { Recipient = SampleParcel.Recipient with { Name = name, Address = address }, Remarks = remarks },
    };

    /// <summary>Nobody can be sure that it is a number, and it is dialled all the same.</summary>
    [Theory]
    [InlineData("一三九零零零零零五五五")]
    [InlineData("1、3、9、0、0、0、0、0、5、5、5")]
    [InlineData("电话139零0000555")]
    public void Screen_ListedPhoneInWordsInItsField_HitsBesideTheDoubt(string phone) =>
        Assert.Equal(
            ["realName.partyUnreadable", "riskList.phone"],
            SampleParcel.Codes(SampleParcel.From(SampleParcel.Sender with { Phone = phone }), SampleParcel.List(SampleParcel.Entry with { Value = "13900000555" })).Order());

    [Fact]
    public void Screen_MaskedPhone_MeetsNoFullNumber() =>
        Assert.DoesNotContain("riskList.phone", SampleParcel.Codes(SampleParcel.From(SampleParcel.Sender with { Phone = "139****0101" }), SampleParcel.List(SampleParcel.Entry)));

    [Theory]
    [InlineData("13900000201*", "riskList.phone")]
    [InlineData("13900000201转1", "riskList.unconfirmed")]
    [InlineData("13900000201,1", "riskList.unconfirmed")]
    [InlineData("13900000201 x1", "riskList.unconfirmed")]
    [InlineData("+13900000201", "riskList.unconfirmed")]
    [InlineData("0013900000201", "riskList.unconfirmed")]
    [InlineData("1390000020*", "realName.partyUnreadable")]
    [InlineData("1390000*201", "realName.partyUnreadable")]
    public void Screen_RecipientHidesAListedPhone_IsNeverGreen(string phone, string code)
    {
        var facts = SampleParcel.Facts with { Waybill = SampleParcel.Waybill with { Recipient = SampleParcel.Recipient with { Phone = phone } } };
        Assert.Equal([code], SampleParcel.Codes(facts, SampleParcel.List(SampleParcel.Entry with { Value = "13900000201" })));
    }

    [Theory]
    [InlineData("139****0201")]
    [InlineData("139******01")]
    [InlineData("0871-6311****")]
    [InlineData("17000000001转1234")]
    [InlineData("+13105550147")]
    public void Screen_PhoneOfAPrivacyWaybillPlatformOrForeigner_SaysNothing(string phone)
    {
        var facts = SampleParcel.Facts with { Waybill = SampleParcel.Waybill with { Recipient = SampleParcel.Recipient with { Phone = phone } } };
        Assert.Empty(SampleParcel.Codes(facts, SampleParcel.List(SampleParcel.Entry with { Value = "13900000201" })));
    }

    [Theory]
    [InlineData("上海市★黄浦区示例路201号")]
    [InlineData("上海市黄浦区😀示例路201号")]
    [InlineData("上海市黄浦区示例路201号×")]
    [InlineData("●上海市，黄浦区＿示例路【201】号¬")]
    [InlineData("上海市黄浦區示例路２０１\u200B號")]
    public void Screen_ListedAddressAmongSymbols_Hits(string address)
    {
        var facts = SampleParcel.Facts with { Waybill = SampleParcel.Waybill with { Recipient = SampleParcel.Recipient with { Address = address } } };
        Assert.Equal(["riskList.address"], SampleParcel.Codes(facts, SampleParcel.List(SampleParcel.Entry with { Kind = RiskListKind.Address, Value = "上海市黄浦区示例路201号" })));
    }

    [Theory]
    [InlineData("WeChat：demo★Seller_1")]
    [InlineData("wechat: demo seller_1😀")]
    public void Screen_ListedAccountAmongSymbols_Hits(string account) =>
        Assert.Equal(
            ["riskList.account"],
            SampleParcel.Codes(SampleParcel.From(SampleParcel.Sender with { Accounts = [account] }), SampleParcel.List(SampleParcel.Entry with { Kind = RiskListKind.Account, Value = "wechat:demoseller_1" })));

    [Theory]
    [InlineData(5_000, "riskList.phone")]
    [InlineData(4_999, "riskList.unconfirmed")]
    public void Screen_Confidence_DecidesTheCode(int confidence, string code) =>
        Assert.Equal([code], SampleParcel.Codes(SampleParcel.Facts, SampleParcel.List(SampleParcel.Entry with { Confidence = confidence })));

    [Fact]
    public void Screen_SameNameAsWell_RaisesTheScore()
    {
        var finding = Assert.Single(SampleParcel.Screen(SampleParcel.Facts, SampleParcel.Policy(SampleParcel.List(SampleParcel.Entry with { Name = "赵演一" }))).Findings);
        Assert.Equal((10_000, "nameAndKey"), (finding.Score!.Value, finding.Tier));
    }

    [Fact]
    public void Screen_Audience_IsThatOfTheEntry()
    {
        var finding = Assert.Single(SampleParcel.Screen(SampleParcel.Facts, SampleParcel.Policy(SampleParcel.List(SampleParcel.Entry with { Audience = Audience.Compliance }))).Findings);
        Assert.Equal(Audience.Compliance, finding.Audience);
    }
}
