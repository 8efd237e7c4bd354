using LogisticsScreening.Screening.Lists;

namespace LogisticsScreening.Screening.Tests.Lists;

/// <summary>All addresses are invented but for the divisions they lie in.</summary>
public sealed class AddressReadingTests
{
    [Theory]
    [InlineData("云南省昆明市盘龙区样例东路12号3栋2单元501室", "云南省", "昆明市", "盘龙区", "样例东路", "12-3-2-501")]
    [InlineData("云南昆明市盘龙区样例东路12号三幢二单元５０１", "云南", "昆明市", "盘龙区", "样例东路", "12-3-2-501")]
    [InlineData("雲南省 昆明市 盤龍區 樣例東路 12-3號", "云南省", "昆明市", "盘龙区", "样例东路", "12-3")]
    [InlineData("北京市朝阳区样例街道示例路十二号院A座", "", "北京市", "朝阳区", "示例路", "12-a")]
    [InlineData("广西壮族自治区南宁市青秀区示例大道1号", "广西壮族自治区", "南宁市", "青秀区", "示例大道", "1")]
    [InlineData("西双版纳傣族自治州勐腊县勐仑镇示例村3组12号", "", "西双版纳傣族自治州", "勐腊县", "示例村", "3-12")]
    [InlineData("昆明市呈贡区示例花卉市场A12", "", "昆明市", "呈贡区", "示例花卉市场a", "12")]
    [InlineData("昆明市盘龙区示例社区样例路8号", "", "昆明市", "盘龙区", "样例路", "8")]
    [InlineData("昆明市盘龙区示例小区8栋二十一室", "", "昆明市", "盘龙区", "示例小区", "8-21")]
    [InlineData("昆明市区样例路8号", "", "昆明市", "", "样例路", "8")]
    [InlineData("吉林市船营区样例街8号", "", "吉林市", "船营区", "样例街", "8")]
    [InlineData("苏州市昆山市样例路延长弄8号", "", "苏州市", "昆山市", "样例路", "8")]
    [InlineData("云南省昆明市", "云南省", "昆明市", "", "", "")]
    [InlineData("云南省昆明市盘龙区样例东路1***", "云南省", "昆明市", "盘龙区", "样例东路", "")]
    [InlineData("云南省昆明市盘龙区样例东***", "云南省", "昆明市", "盘龙区", "", "")]
    [InlineData("221B Sample Street, London", "", "", "", "221bsamplestreetlondon", "")]
    [InlineData("", "", "", "", "", "")]
    [InlineData("区路号", "", "", "", "区路", "")]
    public void Read_Address_GivesItsParts(string address, string province, string city, string county, string road, string numbers)
    {
        var reading = new AddressReading();
        reading.Read(address);
        Assert.Equal((province, city, county, road, numbers), (reading.Province.ToString(), reading.City.ToString(), reading.County.ToString(), reading.Road.ToString(), reading.Numbers.ToString()));
    }

    [Theory]
    [InlineData("云南省昆明市盘龙区样例路12号3栋501", "昆明市盘龙区样例路12号三幢501室", AddressAgreement.Whole)]
    [InlineData("云南省昆明市盘龙区样例路12号3栋501", "昆明市盘龙区样例路12号3栋502", AddressAgreement.Building)]
    [InlineData("云南省昆明市盘龙区样例路12号3栋501", "昆明市盘龙区样例路12号****", AddressAgreement.Building)]
    [InlineData("云南省昆明市盘龙区样例路12号", "昆明市盘龙区样例路13号", AddressAgreement.Road)]
    [InlineData("云南省昆明市盘龙区样例路12号", "昆明市盘龙区样例路****", AddressAgreement.Road)]
    [InlineData("云南省昆明市盘龙区样例路12号", "昆明市盘龙区示例路12号", AddressAgreement.Division)]
    [InlineData("云南省昆明市盘龙区样例路12号", "昆明市五华区样例路12号", AddressAgreement.None)]
    [InlineData("江苏省南京市鼓楼区样例路12号", "福建省福州市鼓楼区样例路12号", AddressAgreement.None)]
    [InlineData("南京市鼓楼区样例路12号", "江苏省鼓楼区样例路12号", AddressAgreement.Whole)]
    [InlineData("样例路12号", "昆明市盘龙区样例路12号", AddressAgreement.None)]
    [InlineData("样例路12号", "样例路12号", AddressAgreement.Whole)]
    [InlineData("云南省昆明市", "云南省昆明市盘龙区样例路12号", AddressAgreement.None)]
    [InlineData("", "", AddressAgreement.None)]
    [InlineData("***", "***", AddressAgreement.None)]
    public void Compare_TwoAddresses_AgreesAsFarAsTheyLead(string a, string b, AddressAgreement agreement)
    {
        var (one, other) = (new AddressReading(), new AddressReading());
        one.Read(a);
        other.Read(b);
        Assert.Equal(agreement, Addresses.Compare(one, other));
        Assert.Equal(agreement, Addresses.Compare(other, one));
    }

    [Theory]
    [InlineData("云南省昆明市盘龙区样例路12号3栋501", "样例路|12-3-501")]
    [InlineData("云南省昆明市盘龙区", null)]
    [InlineData("云南省昆明市盘龙区样例路12号*", null)]
    [InlineData("★", null)]
    public void Address_Key_LeavesTheDivisionsOut(string address, string? key) => Assert.Equal(key, ListKeys.Address(address));

    [Fact]
    public void Read_AnyText_NeverThrows()
    {
        const string Parts = "省市州盟区县旗镇乡村屯寨路街道巷弄自治行政小社号栋十二九12ab-*＊ 云南吉林\uD800\uDC00\uFDFA가½";
        var random = new Random(20261127);
        var (reading, other) = (new AddressReading(), new AddressReading());
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(i % 100 == 0 ? 2_000 : 30)).Select(_ => Parts[random.Next(Parts.Length)]));
            reading.Read(text);
            other.Read(text);
            var length = reading.Province.Length + reading.City.Length + reading.County.Length + reading.Road.Length;
            Assert.InRange(length, 0, reading.Solid.Length);
            Addresses.Compare(reading, other);
            ListKeys.Address(text);
        }
    }
}
