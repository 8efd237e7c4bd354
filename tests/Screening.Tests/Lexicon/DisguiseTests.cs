using LogisticsScreening.Screening.Lexicon;

namespace LogisticsScreening.Screening.Tests.Lexicon;

/// <summary>The deeper layers, with the rows of db/reference: what they find, and what everyday words explain away.</summary>
public sealed class DisguiseTests
{
    [Theory]
    [InlineData("西牛角 一只", "西牛角", "犀牛角", MatchLayer.Homophone)]
    [InlineData("向牙手串", "向牙手串", "象牙手串", MatchLayer.Homophone)]
    [InlineData("西 牛 角", "西 牛 角", "犀牛角", MatchLayer.Homophone)]
    [InlineData("沙图时披巾", "沙图时", "沙图什", MatchLayer.Homophone)]
    [InlineData("虍几骨酒", "虍几骨酒", "虎骨酒", MatchLayer.SplitCharacter)]
    [InlineData("抹 香 鱼京 牙", "抹 香 鱼京 牙", "抹香鲸牙", MatchLayer.SplitCharacter)]
    [InlineData("犀牛甬", "犀牛甬", "犀牛角", MatchLayer.LookAlike)]
    [InlineData("rhin0 horn cup", "rhin0 horn", "rhino horn", MatchLayer.LookAlike)]
    [InlineData("rhіno horn", "rhіno horn", "rhino horn", MatchLayer.LookAlike)]
    [InlineData("xiniujiao 3cm", "xiniujiao", "犀牛角", MatchLayer.Pinyin)]
    [InlineData("Xī Niú Jiǎo", "Xī Niú Jiǎo", "犀牛角", MatchLayer.Pinyin)]
    [InlineData("xiang4ya2", "xiang4ya2", "象牙", MatchLayer.Pinyin)]
    [InlineData("老象ya摆件", "老象ya", "老象牙", MatchLayer.Pinyin)]
    [InlineData("抹香j牙", "抹香j牙", "抹香鲸牙", MatchLayer.LatinSyllable)]
    [InlineData("XYSC 按克", "XYSC", "象牙手串", MatchLayer.Initials)]
    [InlineData("🐯骨酒", "🐯骨酒", "虎骨酒", MatchLayer.Emoji)]
    [InlineData("穿3甲片", "穿3甲片", "穿山甲片", MatchLayer.Homophone)]
    [InlineData("1角鲸牙", "1角鲸牙", "一角鲸牙", MatchLayer.Homophone)]
    [InlineData("rh!no horn", "rh!no horn", "rhino horn", MatchLayer.LookAlike)]
    [InlineData("p@ngolin sc@le$", "p@ngolin sc@le$", "pangolin scales", MatchLayer.LookAlike)]
    [InlineData("🐘🦷", "🐘🦷", "象牙", MatchLayer.Emoji)]
    [InlineData("虎虎骨骨", "虎虎骨骨", "虎骨", MatchLayer.Separated)]
    [InlineData("虎 虎 骨 骨", "虎 虎 骨 骨", "虎骨", MatchLayer.Separated)]
    public void Match_Disguise_SpanWordAndLayer(string text, string span, string word, MatchLayer layer)
    {
        var hit = Assert.Single(SampleParcel.Lexicon.Match(text), h => h.Entry is LexiconTerm { Tier: TermTier.Strong });
        Assert.Equal((span, word, layer), (text.Substring(hit.Start, hit.Length), ((LexiconTerm)hit.Entry).Term, hit.Layer));
        Assert.InRange(hit.Score, 2_000, LexiconHit.Certain);
    }

    /// <summary>A sender who knows that one character may be replaced replaces two, in two ways.</summary>
    [Theory]
    [InlineData("西牛jiao", "西牛jiao", "犀牛角", MatchLayer.Homophone)]
    [InlineData("xi牛脚 杯", "xi牛脚 杯", "犀牛角杯", MatchLayer.Homophone)]
    [InlineData("西 牛 jiao", "西 牛 jiao", "犀牛角", MatchLayer.Homophone)]
    [InlineData("xi1牛绞", "xi1牛绞", "犀牛角", MatchLayer.Homophone)]
    [InlineData("西🐂角", "西🐂角", "犀牛角", MatchLayer.Homophone)]
    [InlineData("🦏觉杯", "🦏觉杯", "犀角杯", MatchLayer.Homophone)]
    [InlineData("🐆股", "🐆股", "豹骨", MatchLayer.Homophone)]
    [InlineData("雪*🐆*皮", "雪*🐆*皮", "雪豹皮", MatchLayer.Emoji)]
    [InlineData("尸牛脚 一只", "尸牛脚", "犀角", MatchLayer.Homophone)]
    [InlineData("c山甲鱼粦片", "c山甲鱼粦片", "穿山甲鳞片", MatchLayer.LatinSyllable)]
    [InlineData("象yas", "象yas", "象牙扇", MatchLayer.LatinSyllable)]
    [InlineData("象yshou串", "象yshou串", "象牙手串", MatchLayer.LatinSyllable)]
    [InlineData("haix牙", "haix牙", "海象牙", MatchLayer.LatinSyllable)]
    [InlineData("诲龟标b", "诲龟标b", "海龟标本", MatchLayer.LatinSyllable)]
    [InlineData("虚头g", "虚头g", "虎头骨", MatchLayer.LatinSyllable)]
    [InlineData("h滑", "h滑", "虎骨", MatchLayer.LatinSyllable)]
    [InlineData("寄 护G 给朋友", "护G", "虎骨", MatchLayer.LatinSyllable)]
    [InlineData("野生动物制pin", "野生动物制pin", "野生动物制品", MatchLayer.Pinyin)]
    [InlineData("ye sheng dong wu zhi pin", "ye sheng dong wu zhi pin", "野生动物制品", MatchLayer.Pinyin)]
    [InlineData("sh1gu", "sh1gu", "狮骨", MatchLayer.LookAlike)]
    [InlineData("虍几gu酒", "虍几gu酒", "虎骨酒", MatchLayer.Pinyin)]
    [InlineData("盔xi鸟头gu", "盔xi鸟头gu", "盔犀鸟头骨", MatchLayer.Pinyin)]
    [InlineData("犀流角", "犀流角", "犀牛角", MatchLayer.Homophone)]
    [InlineData("穿山甲林片", "穿山甲林片", "穿山甲鳞片", MatchLayer.Homophone)]
    [InlineData("像ya手串", "像ya手串", "象牙手串", MatchLayer.Homophone)]
    [InlineData("хіnіujіао", "хіnіujіао", "犀牛角", MatchLayer.LookAlike)]
    [InlineData("x1n1uj1ao", "x1n1uj1ao", "犀牛角", MatchLayer.LookAlike)]
    [InlineData("rh1n0 h0rn", "rh1n0 h0rn", "rhino horn", MatchLayer.LookAlike)]
    [InlineData("ʀʜɪɴᴏ ʜᴏʀɴ", "ʀʜɪɴᴏ ʜᴏʀɴ", "rhino horn", MatchLayer.LookAlike)]
    [InlineData("rhιηο horη", "rhιηο horη", "rhino horn", MatchLayer.LookAlike)]
    [InlineData("r.h.1.n.0 h0rn", "r.h.1.n.0 h0rn", "rhino horn", MatchLayer.LookAlike)]
    [InlineData("🅡🅗🅘🅝🅞 🅗🅞🅡🅝", "🅡🅗🅘🅝🅞 🅗🅞🅡🅝", "rhino horn", MatchLayer.Variant)]
    [InlineData("象(´д｀)牙", "象(´д｀)牙", "象牙", MatchLayer.Separated)]
    [InlineData("虎(｡･ω･｡)骨", "虎(｡･ω･｡)骨", "虎骨", MatchLayer.Separated)]
    [InlineData("穿山甲鱼粦片", "穿山甲鱼粦片", "穿山甲鳞片", MatchLayer.SplitCharacter)]
    [InlineData("像ya", "像ya", "象牙", MatchLayer.Homophone)]
    [InlineData("像 ya 一件", "像 ya", "象牙", MatchLayer.Homophone)]
    [InlineData("寄橡y给朋友", "橡y", "象牙", MatchLayer.LatinSyllable)]
    [InlineData("橡 Y", "橡 Y", "象牙", MatchLayer.LatinSyllable)]
    [InlineData("🐘y", "🐘y", "象牙", MatchLayer.LatinSyllable)]
    [InlineData("🐯 头 骨", "🐯 头 骨", "虎头骨", MatchLayer.Emoji)]
    [InlineData("川⛰甲粉", "川⛰甲粉", "穿山甲粉", MatchLayer.Homophone)]
    [InlineData("西牛j", "西牛j", "犀牛角", MatchLayer.LatinSyllable)]
    [InlineData("西N角", "西N角", "犀牛角", MatchLayer.LatinSyllable)]
    [InlineData("xi牛j", "xi牛j", "犀牛角", MatchLayer.LatinSyllable)]
    [InlineData("西牛甬", "西牛甬", "犀牛角", MatchLayer.LookAlike)]
    [InlineData("xi牛甬杯", "xi牛甬", "犀牛角", MatchLayer.LookAlike)]
    [InlineData("rhino hom", "rhino hom", "rhino horn", MatchLayer.LookAlike)]
    [InlineData("rh1no h.o.m", "rh1no h.o.m", "rhino horn", MatchLayer.LookAlike)]
    [InlineData("vvalrus tusk", "vvalrus tusk", "walrus tusk", MatchLayer.LookAlike)]
    [InlineData("narvvhaI*tusk", "narvvhaI*tusk", "narwhal tusk", MatchLayer.LookAlike)]
    [InlineData("角牛犀", "角牛犀", "犀牛角", MatchLayer.LookAlike)]
    [InlineData("牙象 手串", "牙象", "象牙", MatchLayer.LookAlike)]
    [InlineData("牙*象", "牙*象", "象牙", MatchLayer.LookAlike)]
    public void Match_TwoTricksInOneWord_SpanWordAndLayer(string text, string span, string word, MatchLayer layer) =>
        Match_Disguise_SpanWordAndLayer(text, span, word, layer);

    [Theory]
    [InlineData("定向牙刷")]
    [InlineData("洗脚盆")]
    [InlineData("护士鞋")]
    [InlineData("大象鸭子玩具")]
    [InlineData("降压胶囊")]
    [InlineData("西郊蛋糕")]
    [InlineData("虎视眈眈贴纸")]
    [InlineData("xiangyang")]
    [InlineData("XL码U盘")]
    [InlineData("妈妈装 宝宝椅")]
    [InlineData("咸鸭蛋礼盒")]
    [InlineData("shouji 壳")]
    [InlineData("USB数据线 xi")]
    [InlineData("hu 谷物麦片")]
    [InlineData("ω-3鱼油 胶囊")]
    [InlineData("喜羊羊公仔")]
    [InlineData("1.5L 保温壶")]
    [InlineData("шуба и шапка")]
    [InlineData("长牙象摆件")]
    [InlineData("箱Y型 纸箱")]
    [InlineData("香y2")]
    [InlineData("老箱Y")]
    [InlineData("西门子j")]
    [InlineData("护G杯")]
    [InlineData("防h滑垫")]
    [InlineData("老x雅")]
    [InlineData("犀鸟tas")]
    [InlineData("T恤cotton纯棉")]
    [InlineData("穿30甲片")]
    [InlineData("31角鲸牙")]
    [InlineData("hi! new shoes")]
    [InlineData("teddy bear all sizes")]
    [InlineData("lion one")]
    [InlineData("loin bone")]
    [InlineData("木示牌")]
    [InlineData("消炎药")]
    [InlineData("home decor horm")]
    public void Match_EverydayWords_NoDisguise(string text) =>
        Assert.DoesNotContain(SampleParcel.Lexicon.Match(text), h => h.Layer > MatchLayer.Variant && h.Entry is LexiconTerm or ProhibitedWord);

    [Theory]
    [InlineData("西牛角", 100)]
    [InlineData("像牙", 100)]
    [InlineData("香牙", 70)]
    [InlineData("项芽", 50)]
    [InlineData("香丫", 35)]
    public void Match_Homophone_ScoresByWhatIsLeftToChance(string text, int percent)
    {
        var hit = Assert.Single(SampleParcel.Lexicon.Match(text), h => h.Layer == MatchLayer.Homophone);
        Assert.Equal(SampleParcel.Lexicon.Data.Layers.Single(l => l.Layer == MatchLayer.Homophone).Weight * percent / 100, hit.Score);
    }

    [Fact]
    public void Match_WithoutLayerRow_LayerIsNotSearched()
    {
        var data = SampleParcel.Lexicon.Data;
        var without = LexiconCompiler.Compile(data with { Layers = [.. data.Layers.Where(l => l.Layer != MatchLayer.Homophone)] }).Lexicon!;
        Assert.DoesNotContain(without.Match("西牛角"), h => h.Layer == MatchLayer.Homophone);
    }
}
