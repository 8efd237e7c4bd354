using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;

namespace LogisticsScreening.Screening.Tests.Rules;

public sealed class WildlifeWordsRuleTests
{
    [Fact]
    public void EveryStrongTerm_Alone_IsRedAndExplained()
    {
        var policy = SampleParcel.Policy();
        foreach (var term in SampleParcel.Lexicon.Data.Terms.Where(t => t.Tier == TermTier.Strong))
        {
            var decision = SampleParcel.Screen(SampleParcel.Declaring(term.Term), policy);
            Assert.True(decision.Lane >= Lane.Red, term.Id);
            Assert.Contains(decision.Findings, f => f is { Code: "contents.wildlife" or "contents.prohibited", Explanation: { Zh.Length: > 0, En.Length: > 0 } });
        }
    }

    /// <summary>A code word says what the goods are, to whom does not know it; the name of an animal or of its part needs a question.</summary>
    [Fact]
    public void EveryWeakTerm_Alone_IsNeverMoreThanAQuestion_AndACodeWordNotEvenThat()
    {
        var policy = SampleParcel.Policy();
        foreach (var term in SampleParcel.Lexicon.Data.Terms.Where(t => t.Tier == TermTier.Weak))
        {
            // A weak word may hold another listed word; then the two together speak, and that is written in the lexicon, not here.
            if (SampleParcel.Lexicon.PartsOf(term) is not null || SampleParcel.Lexicon.Match(term.Term).Select(h => h.Entry).Distinct().Count() > 1)
                continue;
            var codes = SampleParcel.Screen(SampleParcel.Declaring(term.Term), policy).Findings.Select(f => f.Code).Where(c => c.StartsWith("contents.wildlife", StringComparison.Ordinal) || c == "contents.papersNeeded");
            if (term.Trick is TermTrick.Plain or TermTrick.Form)
                Assert.All(codes, c => Assert.Contains(c, (string[])["contents.wildlifePossible", "contents.papersNeeded"]));
            else
                Assert.Empty(codes);
        }
    }

    [Theory]
    [InlineData("穿山甲", "contents.wildlifePossible")]
    [InlineData("穿山甲 2只", "contents.wildlifePossible")]
    [InlineData("其他，穿山甲 x 2", "contents.wildlifePossible")]
    [InlineData("pangolin 1 pc", "contents.wildlifePossible")]
    [InlineData("熊胆 50克", "contents.papersNeeded")]
    [InlineData("仿穿山甲", "")]
    [InlineData("穿山甲电镐", "")]
    [InlineData("穿山甲 画册", "")]
    [InlineData("果冻 2盒", "")]
    public void WeakName_ThatIsAllOfTheDeclaration_IsAQuestion(string declared, string code) =>
        Assert.Equal(code, string.Join(' ', SampleParcel.Codes(SampleParcel.Declaring(declared)).Where(c => c.StartsWith("contents.wildlife", StringComparison.Ordinal) || c == "contents.papersNeeded")));

    [Fact]
    public void WeakTerm_SecondWordInAnotherField_Speaks() =>
        Assert.Contains("contents.wildlifeCombined", SampleParcel.Codes(SampleParcel.Declaring("果冻") with { Waybill = SampleParcel.Declaring("果冻").Waybill with { Remarks = "手串 按克" } }));

    /// <summary>One character in each line, or in each field of a line, stands as one word on the label; whole words side by side do not.</summary>
    [Theory]
    [InlineData(new[] { "象", "牙" }, null, "contents.wildlife")]
    [InlineData(new[] { "连衣裙", "犀", "牛", "角" }, null, "contents.wildlife")]
    [InlineData(new[] { "虎" }, "骨", "contents.wildlife")]
    [InlineData(new[] { "向", "牙" }, null, "contents.wildlifePossible")]
    [InlineData(new[] { "大象", "牙刷" }, null, null)]
    [InlineData(new[] { "象", "牙刷" }, null, null)]
    public void WordOverSeveralFields_IsFound(string[] lines, string? nature, string? code)
    {
        var parcel = SampleParcel.Declaring(lines);
        var waybill = parcel.Waybill with { Items = [.. parcel.Waybill.Items.Select(i => i with { Nature = nature })] };
        var finding = SampleParcel.Screen(parcel with { Waybill = waybill }, SampleParcel.Policy()).Findings.FirstOrDefault(f => f.Code.StartsWith("contents.wildlife", StringComparison.Ordinal));
        Assert.Equal(code, finding?.Code);
        Assert.Null(finding?.Start);
        if (lines is [.., "角"])
            Assert.Equal(("items[1].description", "犀，牛，角"), (finding!.Field, finding.Text));
    }

    /// <summary>A description that is the beginning of a strong word, and goes on in another field.</summary>
    [Theory]
    [InlineData(new[] { "穿山", "甲鳞片" }, null, "第1项的品名和第2项的品名", "the goods of line 1 and the goods of line 2")]
    [InlineData(new[] { "穿山", "甲鳞片，按克" }, null, "第1项的品名和第2项的品名", "the goods of line 1 and the goods of line 2")]
    [InlineData(new[] { "象" }, "牙", "第1项的品名和备注", "the goods of line 1 and the remarks")]
    [InlineData(new[] { "犀牛" }, "角 手串", "第1项的品名和备注", "the goods of line 1 and the remarks")]
    [InlineData(new[] { "连衣裙", "穿山" }, "甲片", "第2项的品名和备注", "the goods of line 2 and the remarks")]
    [InlineData(new[] { "大象" }, "牙刷", null, null)]
    [InlineData(new[] { "象" }, "牙刷", null, null)]
    [InlineData(new[] { "虎", "骨头汤料" }, null, null, null)]
    [InlineData(new[] { "穿山", "连衣裙", "甲鳞片" }, null, null, null)]
    [InlineData(new[] { "犀牛", "角落柜" }, null, null, null)]
    public void StrongWord_SplitOverTwoFields_NamesBoth(string[] lines, string? remarks, string? zh, string? en)
    {
        var parcel = SampleParcel.Declaring(lines);
        var findings = SampleParcel.Screen(parcel with { Waybill = parcel.Waybill with { Remarks = remarks } }, SampleParcel.Policy()).Findings.Where(f => f.Code.StartsWith("contents.wildlife", StringComparison.Ordinal));
        if (zh is null || en is null)
        {
            Assert.DoesNotContain(findings, f => f.Code == "contents.wildlife");
            return;
        }

        var finding = Assert.Single(findings, f => f.Code == "contents.wildlife");
        Assert.Contains($"分写在{zh}两栏", finding.Explanation.Zh, StringComparison.Ordinal);
        Assert.Contains($"split over {en}.", finding.Explanation.En, StringComparison.Ordinal);
        Assert.Null(finding.Start);
    }

    [Fact]
    public void WeakTerm_VagueLineBesideIt_Speaks() => Assert.Contains("contents.wildlifeCombined", SampleParcel.Codes(SampleParcel.Declaring("果冻", "礼品")));

    [Theory]
    [InlineData(Audience.Depot)]
    [InlineData(Audience.Region)]
    [InlineData(Audience.Compliance)]
    public void WeakTerm_OfAListedParty_IsSeenByThoseWhoSeeTheHit(Audience audience)
    {
        var decision = SampleParcel.Screen(SampleParcel.Declaring("果冻"), SampleParcel.Policy(SampleParcel.List(SampleParcel.Entry with { Audience = audience })));
        var finding = Assert.Single(decision.Findings, f => f.Code == "riskList.codeWord");
        Assert.Equal((Check.RiskList, audience, "果冻"), (finding.Check, finding.Audience, finding.Text));
        Assert.DoesNotContain(decision.Findings, f => f.Check == Check.Contents);
    }

    [Theory]
    [InlineData("西牛角", "contents.wildlifePossible")]
    [InlineData("西牛角 手串", "contents.wildlifeDisguised")]
    [InlineData("西牛角，按克", "contents.wildlifeDisguised")]
    [InlineData("虍几骨", "contents.wildlifeDisguised")]
    [InlineData("项芽", "")]
    [InlineData("h滑", "")]
    [InlineData("h滑 手串", "contents.wildlifeDisguised")]
    [InlineData("防h滑 手串", "")]
    [InlineData("护G", "")]
    [InlineData("护G 手串", "contents.wildlifeDisguised")]
    [InlineData("护G杯 手串", "")]
    [InlineData("穿3甲", "")]
    [InlineData("项芽 手串", "contents.wildlifeDisguised")]
    [InlineData("XYSC", "")]
    [InlineData("XYSC 按克", "contents.wildlifeDisguised")]
    [InlineData("仿象牙", "contents.wildlifeNegated")]
    [InlineData("象牙仿制品 手串", "contents.wildlifeNegated")]
    [InlineData("imitation elephant ivory", "contents.wildlifeNegated")]
    [InlineData("象牙假一赔十", "contents.wildlife")]
    [InlineData("象牙（非卖品）", "contents.wildlife")]
    [InlineData("非洲象牙手串", "contents.wildlife")]
    [InlineData("仿西牛角 手串", "contents.wildlifeNegated")]
    [InlineData("仿玳瑁 手串", "contents.wildlifeNegated")]
    [InlineData("imitation ivory beads", "contents.wildlifeNegated")]
    [InlineData("仿玳瑁", "")]
    [InlineData("像ya", "contents.wildlifePossible")]
    [InlineData("橡y，家里放了很久", "contents.wildlifePossible")]
    [InlineData("橡y 保真", "contents.wildlifeDisguised")]
    [InlineData("牙象", "")]
    [InlineData("牙象 按克", "contents.wildlifeDisguised")]
    [InlineData("角牛犀", "contents.wildlifePossible")]
    [InlineData("玳瑁手镯", "contents.wildlifeCombined")]
    [InlineData("仿玳瑁手镯", "contents.wildlifeNegated")]
    [InlineData("玳瑁色手镯", "")]
    [InlineData("象皮珠", "contents.wildlifeCombined")]
    [InlineData("ivory carving", "contents.wildlifeCombined")]
    // An everyday word beside the disguise names the animal or the part itself.
    [InlineData("大象ya手串", "contents.wildlifeDisguised")]
    [InlineData("老虎gu酒", "contents.wildlifePossible")]
    [InlineData("🐯骨头", "contents.wildlifeDisguised")]
    [InlineData("西牛角梳", "contents.wildlifePossible")]
    [InlineData("大象牙刷", "")]
    [InlineData("大象牙齿绘本", "")]
    [InlineData("rhino’s horn", "contents.wildlife")]
    [InlineData("horn of rhino", "contents.wildlife")]
    [InlineData("tiger 骨", "contents.wildlife")]
    [InlineData("rhin0角", "contents.wildlifePossible")]
    [InlineData("sừng tê giác", "contents.wildlife")]
    [InlineData("熊胆仁", "contents.wildlife")]
    [InlineData("小熊胆子大", "")]
    [InlineData("现象牙科", "")]
    [InlineData("护骨片", "")]
    [InlineData("我的牙 吊坠", "")]
    public void StrongTerm_DisguisedOrDenied_CodeByItsEvidence(string declared, string code) =>
        Assert.Equal(code, string.Join(' ', SampleParcel.Codes(SampleParcel.Declaring(declared)).Where(c => c.StartsWith("contents.wildlife", StringComparison.Ordinal))));

    /// <summary>Every weak word that joins a listed material and a craft form says both in its finding.</summary>
    [Fact]
    public void WeakTerm_OfMaterialAndForm_IsItsOwnSecondSignal()
    {
        var joined = SampleParcel.Lexicon.Data.Terms.Where(t => SampleParcel.Lexicon.PartsOf(t) is not null).ToList();
        Assert.Contains(joined, t => t.Term == "玳瑁手镯");
        foreach (var term in joined)
        {
            var finding = Assert.Single(SampleParcel.Screen(SampleParcel.Declaring(term.Term)).Findings, f => f.Entry == term.Id);
            var (material, form) = SampleParcel.Lexicon.PartsOf(term)!.Value;
            Assert.Equal(("contents.wildlifeCombined", 0, term.Term.Length), (finding.Code, finding.Start, finding.Length));
            Assert.Contains($"“{material}”", finding.Explanation.Zh, StringComparison.Ordinal);
            Assert.Contains($"\"{form}\"", finding.Explanation.En, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TurnedWord_IsExplainedAsSuch()
    {
        var finding = Assert.Single(SampleParcel.Screen(SampleParcel.Declaring("角*牛*犀")).Findings, f => f.Code == "contents.wildlifePossible");
        Assert.Contains("倒过来写", finding.Explanation.Zh, StringComparison.Ordinal);
        Assert.Contains("backwards", finding.Explanation.En, StringComparison.Ordinal);
    }

    [Fact]
    public void DisguisedTerm_WeightThatDoesNotFit_IsTheSecondSignal()
    {
        var facts = SampleParcel.Declaring("西牛角发夹");
        Assert.Equal(["contents.wildlifePossible"], SampleParcel.Codes(facts with { Waybill = facts.Waybill with { Weight = null } }));
        var heavy = facts with { Waybill = facts.Waybill with { Weight = null, Items = [facts.Waybill.Items[0] with { Weight = 4_000 }] } };
        Assert.Equal(["contents.weightImplausible", "contents.wildlifeDisguised"], SampleParcel.Codes(heavy).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void DisguisedTerm_OfAPartyOnAHiddenList_StillShowsTheDepotWhatItShowsWithoutTheList()
    {
        var decision = SampleParcel.Screen(SampleParcel.Declaring("西牛角"), SampleParcel.Policy(SampleParcel.List(SampleParcel.Entry with { Audience = Audience.Compliance })));
        Assert.Equal(["contents.wildlifePossible"], decision.Findings.Where(f => f.Audience == Audience.Depot).Select(f => f.Code));
    }

    [Fact]
    public void WeakTerm_WithASignalOfItsOwn_NeedsNoList()
    {
        var decision = SampleParcel.Screen(SampleParcel.Declaring("果冻 手串"), SampleParcel.Policy(SampleParcel.List(SampleParcel.Entry with { Audience = Audience.Compliance })));
        var finding = Assert.Single(decision.Findings, f => f.Code == "contents.wildlifeCombined");
        Assert.Equal(Audience.Depot, finding.Audience);
        Assert.DoesNotContain("名单", finding.Explanation.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("象牙白连衣裙")]
    [InlineData("穿山甲冲击钻")]
    [InlineData("果冻 草莓味")]
    [InlineData("合同文件")]
    public void OrdinaryGoods_StayGreen(string description) => Assert.Equal(Lane.Green, SampleParcel.Screen(SampleParcel.Declaring(description)).Lane);

    [Theory]
    [InlineData("果冻 ")]
    [InlineData("虎骨，")]
    [InlineData("果冻手串")]
    [InlineData("白 ")]
    [InlineData("XY ")]
    public void HostileText_OfNothingButWords_GivesWorkInProportionAndBoundedFindings(string word)
    {
        var text = string.Concat(Enumerable.Repeat(word, 500 / word.Length));
        var facts = SampleParcel.Declaring([.. Enumerable.Repeat(text, 200)]);
        Assert.True(SampleParcel.Lexicon.Match(text).Count <= text.Length);
        var decision = SampleParcel.Screen(facts);
        Assert.All(decision.Findings.GroupBy(f => f.Code), g => Assert.True(g.Count() <= Screening.Rules.RuleContext.MostOfOneCode));
    }

    [Fact]
    public void HostileText_StillGivesTheLaneOfItsWorstWord()
    {
        var junk = Enumerable.Repeat(string.Concat(Enumerable.Repeat("果冻手串 ", 80)), 199);
        Assert.Equal(Lane.Hold, SampleParcel.Screen(SampleParcel.Declaring([.. junk, "烟花"])).Lane);
        Assert.Equal(Lane.Red, SampleParcel.Screen(SampleParcel.Declaring([.. junk, "虎骨"])).Lane);
    }

    [Fact]
    public void StrongWord_InTheUnit_IsFoundThere()
    {
        var facts = SampleParcel.Facts with { Waybill = SampleParcel.Waybill with { Items = [new() { Description = "木盒", Quantity = 1, Unit = "象牙手镯" }] } };
        var finding = Assert.Single(SampleParcel.Screen(facts).Findings);
        Assert.Equal(("contents.wildlife", "items[0].unit", "象牙"), (finding.Code, finding.Field, finding.Text![..2]));
    }

    [Fact]
    public void OrdinaryUnits_OfAnything_SayNothing()
    {
        string[] units = ["件", "个", "盒", "箱", "包", "袋", "瓶", "支", "条", "只", "双", "套", "张", "本", "台", "把", "块", "片", "斤", "公斤", "千克", "克", "kg", "g", "lb", "pcs", "pair", "set", "米", "卷", "桶", "罐", "对", "根", "串", "颗", "粒", "枚", "头", "尾", "匹", "棵", "株", "份", "批", "盆", "筐", "坨"];
        foreach (var unit in units)
        {
            foreach (var goods in new[] { "纯棉连衣裙", "果冻" })
            {
                var facts = SampleParcel.Facts with { Waybill = SampleParcel.Waybill with { Items = [new() { Description = goods, Quantity = 1, Unit = unit }] } };
                Assert.True(SampleParcel.Codes(facts).Length == 0, $"{goods}, {unit}");
            }
        }
    }
}
