using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Tests.Rules;

public sealed class PartyDetailsRuleTests
{
    private const string Invented = "realName.addressInvented", Incomplete = "realName.addressIncomplete";

    [Theory]
    [InlineData("云南省昆明市五华区翠湖南路26号3栋501")]
    [InlineData("昆明市五华区翠湖南路")]
    [InlineData("翠湖南路26号")]
    [InlineData("云南省昆明市五华区昆明理工大学")]
    [InlineData("北京市海淀区中关村东路甲一号")]
    [InlineData("云南省勐海县打洛镇")]
    [InlineData("云南省西双版纳傣族自治州勐腊县磨憨镇尚勇村")]
    [InlineData("上海市黄浦区人民广场来福士大厦")]
    [InlineData("浙江省义乌市国际商贸城F区12345")]
    [InlineData("云南省昆明市五华区翠湖***")]
    [InlineData("云南省***")]
    [InlineData("Flat 4, Rose Cottage, Elm Road, Leeds")]
    [InlineData("台北市信義區市府路45號")]
    [InlineData("吉林市船营区和龙街道办事处")]
    [InlineData("北京大学")]
    [InlineData("上海虹桥站")]
    [InlineData("云南省图书馆")]
    [InlineData("北京市朝阳区政府")]
    [InlineData("香港屯門市廣場")]
    [InlineData("云南省昆明市五华区77号")]
    [InlineData("广东省广州市XXL服装城2楼18号")]
    [InlineData("江苏省南京市某公路客运站旁12号")]
    public void Address_ThatLeadsSomewhere_SaysNothing(string address) => Assert.Empty(OfRecipient(SampleParcel.Recipient with { Address = address }));

    [Theory]
    [InlineData("云南省", Incomplete)]
    [InlineData("云南", Incomplete)]
    [InlineData("云南省昆明市", Incomplete)]
    [InlineData("云南昆明", Incomplete)]
    [InlineData("云南昆明市五华区", Incomplete)]
    [InlineData("內蒙古自治區", Incomplete)]
    [InlineData("广西壮族自治区南宁市", Incomplete)]
    [InlineData("同上", Invented)]
    [InlineData("云南省昆明市五华区电话联系", Invented)]
    [InlineData("昆明市五华区 地址不详，电话联系", Invented)]
    [InlineData("昆明市 同 上 1", Invented)]
    [InlineData("啊啊啊啊", Invented)]
    [InlineData("云南省昆明市电话联系1号", Invented)]
    [InlineData("同上1號", Invented)]
    [InlineData("云南省昆明市五华区电话通知", Invented)]
    [InlineData("北京学校", Invented)]
    [InlineData("云南省昆明市某某路12号", Invented)]
    [InlineData("ＸＸ路XX号", Invented)]
    [InlineData("xx市xx区xx路1号3栋", Invented)]
    [InlineData("江苏连云港", Incomplete)]
    [InlineData("河南驻马店", Incomplete)]
    [InlineData("上海市哈哈哈哈哈哈", Invented)]
    [InlineData("13900000201", Invented)]
    [InlineData("云南省昆明市13900000201", Invented)]
    [InlineData("123", Invented)]
    [InlineData("same as above", Invented)]
    [InlineData("N/A", Invented)]
    [InlineData("xxxxxxxx", Invented)]
    public void Address_ThatLeadsNowhere_IsAsked(string address, string code)
    {
        Assert.Equal([code], OfRecipient(SampleParcel.Recipient with { Address = address }));
        var decision = SampleParcel.Screen(SampleParcel.From(SampleParcel.Sender with { Address = address }));
        Assert.Equal((Lane.Yellow, Instruction.CheckPapers), (decision.Lane, decision.Instruction));
        Assert.Equal((code, PartyRole.Sender, "sender.address"), Assert.Single(decision.Findings.Select(f => (f.Code, f.Party!.Value, f.Field!))));
    }

    [Theory]
    [InlineData("莉莉", false)]
    [InlineData("Anna", false)]
    [InlineData("阿卜杜拉·买买提", false)]
    [InlineData("李*", false)]
    [InlineData("昆明12号店", false)]
    [InlineData("13900000201", true)]
    [InlineData("１２３", true)]
    [InlineData("1-2-3", true)]
    [InlineData("啊啊啊", true)]
    [InlineData("啊 啊 啊 啊", true)]
    [InlineData("AAAA", true)]
    public void Name_TypedToFillAField_IsAsked(string name, bool invented) =>
        Assert.Equal(invented, OfRecipient(SampleParcel.Recipient with { Name = name }).Contains("realName.nameInvented"));

    [Theory]
    [InlineData("13900000201", false)]
    [InlineData("13912345679", false)]
    [InlineData("138****8888", false)]
    [InlineData("0871-63331234", false)]
    [InlineData("138 1234 5678", true)]
    [InlineData("+86 139-8765-4321", true)]
    [InlineData("13911111111", true)]
    [InlineData("１３９８８８８８８８８", true)]
    [InlineData("139（8888）8888", true)]
    [InlineData("88888888", true)]
    public void Phone_AllAlikeOrInARow_IsAsked(string phone, bool invented) =>
        Assert.Equal(invented, OfRecipient(SampleParcel.Recipient with { Phone = phone }).Contains("realName.phoneInvented"));

    [Theory]
    [InlineData("收件人", "云南省", true)]
    [InlineData("13900000201", "电话联系", true)]
    [InlineData("张演文", "云南省", false)]
    [InlineData("收件人", "上海市黄浦区示例路201号", false)]
    public void PhoneOnly_NeedsNeitherNameNorAddress(string name, string address, bool only) =>
        Assert.Equal(only, OfRecipient(SampleParcel.Recipient with { Name = name, Address = address }).Contains("realName.phoneOnly"));

    private static string[] OfRecipient(Party recipient) => [.. SampleParcel.Screen(SampleParcel.To(recipient)).Findings.Select(f => f.Code)];
}
