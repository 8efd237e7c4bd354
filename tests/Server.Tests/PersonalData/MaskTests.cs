using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Tests.PersonalData;

public sealed class MaskTests
{
    [Theory]
    [InlineData("李小明", "李**")]
    [InlineData("李明", "李*")]
    [InlineData("李", "*")]
    [InlineData("𠮷野家", "𠮷**")]
    [InlineData("John Smith", "J*** S****")]
    [InlineData("  ", "***")]
    public void Name_Any_KeepsFirstCharacterOfEachWord(string name, string masked) => Assert.Equal(masked, Mask.Name(name));

    [Theory]
    [InlineData("13812345678", "138****5678")]
    [InlineData("+86 138-1234-5678", "138****5678")]
    [InlineData("008613812345678", "138****5678")]
    [InlineData("0871-6555123", "087****5123")]
    [InlineData("4008123123", "40******23")]
    [InlineData("110", "***")]
    [InlineData("none", "***")]
    public void Phone_Any_KeepsTheEnds(string phone, string masked) => Assert.Equal(masked, Mask.Phone(phone));

    [Theory]
    [InlineData("530102199003070017", "530***********0017")]
    [InlineData("E12345678", "E******78")]
    [InlineData("1234", "***")]
    public void IdNumber_Any_HidesTheBirthDate(string number, string masked) => Assert.Equal(masked, Mask.IdNumber(number));

    [Theory]
    [InlineData("云南省昆明市盘龙区北京路98号", "云南省昆明市盘龙区***")]
    [InlineData("云南省西双版纳傣族自治州景洪市宣慰大道3号", "云南省西双版纳傣族自治州景洪市***")]
    [InlineData("北京市朝阳区幸福小区3栋", "北京市朝阳区***")]
    [InlineData("广西壮族自治区南宁市青秀区民族大道1号", "广西壮族自治区南宁市青秀区***")]
    [InlineData("幸福小区3栋", "***")]
    [InlineData("12 Main St, Springfield, USA", "***, USA")]
    [InlineData("somewhere", "***")]
    [InlineData("", "***")]
    public void Address_Any_KeepsTheDivisionOnly(string address, string masked) => Assert.Equal(masked, Mask.Address(address));
}
