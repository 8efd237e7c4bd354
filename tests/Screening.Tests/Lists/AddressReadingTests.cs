using System.Text.RegularExpressions;
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
    [InlineData("样例路12号3栋501室云南省昆明市盘龙区", "云南省", "昆明市", "盘龙区", "样例路", "12-3-501")]
    [InlineData("示例小区8栋，昆明市盘龙区", "", "昆明市", "盘龙区", "示例小区", "8")]
    [InlineData("昆明市盘龙区样例路12号演示小区", "", "昆明市", "盘龙区", "样例路", "12")]
    [InlineData("黑龙江省哈尔滨市道里区中央大街89号", "黑龙江省", "哈尔滨市", "道里区", "中央大街", "89")]
    [InlineData("唐山市路南区样例路8号", "", "唐山市", "路南区", "样例路", "8")]
    [InlineData("永州市道县样例路8号", "", "永州市", "道县", "样例路", "8")]
    [InlineData("景洪市街小区8号", "", "", "", "景洪市街", "8")]
    [InlineData("样例路12号演示小区", "", "", "", "样例路", "12")]
    [InlineData("12县", "", "", "12县", "", "")]
    [InlineData("12号县", "", "", "12号县", "", "")]
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
    [InlineData("云南省昆明市盘龙区样例路12号3栋501", "昆明市丨盘龙区样の例丶路12丨3丨501", AddressAgreement.Whole)]
    [InlineData("云南省昆明市盘龙区样例路12号3栋501", "昆明市盘龙区样例路12ー3ー501", AddressAgreement.Whole)]
    [InlineData("云南省昆明市盘龙区样例路12号3栋501", "昆明市盘龙区样例路12号3栋502", AddressAgreement.OtherUnit)]
    [InlineData("云南省昆明市盘龙区样例路12号3栋501", "昆明市盘龙区样例路12号5栋501", AddressAgreement.OtherUnit)]
    [InlineData("云南省昆明市盘龙区样例路12号3栋501", "昆明市盘龙区样例路12号502", AddressAgreement.OtherUnit)]
    [InlineData("云南省昆明市盘龙区样例路12号3栋501", "昆明市盘龙区样例路12-3-2-0502", AddressAgreement.OtherUnit)]
    [InlineData("云南省昆明市盘龙区样例路12号A座1201", "昆明市盘龙区样例路12号B座1201", AddressAgreement.OtherUnit)]
    [InlineData("云南省昆明市盘龙区样例路12号3栋5层", "昆明市盘龙区样例路12号3栋6层", AddressAgreement.OtherUnit)]
    [InlineData("云南省昆明市盘龙区样例小区12栋2单元501", "昆明市盘龙区样例小区12栋1单元501", AddressAgreement.OtherUnit)]
    [InlineData("云南省昆明市盘龙区样例小区12栋3-501", "昆明市盘龙区样例小区12栋3-6**", AddressAgreement.Building)]
    [InlineData("云南省昆明市盘龙区样例小区12栋3-501", "昆明市盘龙区样例小区12栋4-6**", AddressAgreement.OtherUnit)]
    [InlineData("云南省昆明市盘龙区样例路12号3栋501", "昆明市盘龙区样例路12号", AddressAgreement.Building)]
    [InlineData("云南省昆明市盘龙区样例路12号3栋501", "昆明市盘龙区样例路12号楼", AddressAgreement.Building)]
    [InlineData("云南省昆明市盘龙区样例路12号3栋501", "昆明市盘龙区样例路12号3栋", AddressAgreement.Building)]
    [InlineData("云南省昆明市盘龙区样例路12号3栋501", "昆明市盘龙区样例路12号501", AddressAgreement.Building)]
    [InlineData("云南省昆明市盘龙区样例路12号3栋501", "昆明市盘龙区样例路12号2单元", AddressAgreement.Building)]
    [InlineData("云南省昆明市盘龙区样例路12号3栋501", "昆明市盘龙区样例路12号2单元501", AddressAgreement.Building)]
    [InlineData("云南省昆明市盘龙区样例路12号A座1201", "昆明市盘龙区样例路12号A1201", AddressAgreement.Building)]
    [InlineData("云南省昆明市盘龙区样例路12号3栋0802", "昆明市盘龙区样例路12号3栋802室", AddressAgreement.Building)]
    [InlineData("云南省昆明市盘龙区样例路12号3栋501", "昆明市盘龙区样例路12号****", AddressAgreement.Building)]
    [InlineData("云南省昆明市盘龙区样例路12号", "昆明市盘龙区样例路13号", AddressAgreement.Road)]
    [InlineData("云南省昆明市盘龙区样例路12号", "昆明市盘龙区样例路****", AddressAgreement.Road)]
    [InlineData("云南省昆明市盘龙区样例路12号", "昆明市盘龙区示例路12号", AddressAgreement.Division)]
    [InlineData("云南省昆明市盘龙区样例路12号", "昆明市五华区样例路12号", AddressAgreement.None)]
    [InlineData("江苏省南京市鼓楼区样例路12号", "福建省福州市鼓楼区样例路12号", AddressAgreement.None)]
    [InlineData("南京市鼓楼区样例路12号", "江苏省鼓楼区样例路12号", AddressAgreement.Whole)]
    [InlineData("样例路12号", "昆明市盘龙区样例路12号", AddressAgreement.None)]
    [InlineData("样例路12号", "样例路12号", AddressAgreement.None)]
    [InlineData("昆明市盘龙区样例村", "昆明市盘龙区样例村", AddressAgreement.Road)]
    [InlineData("221B Sample Street", "221b sample street", AddressAgreement.Whole)]
    [InlineData("昆明市盘龙区一环路北三段9号", "昆明市盘龙区一环路北一段9号", AddressAgreement.Road)]
    [InlineData("昆明市盘龙区样例路阳光小区3幢2单元501", "昆明市盘龙区样例路月光花园3幢2单元501", AddressAgreement.Road)]
    [InlineData("昆明市盘龙区示范街东一巷5号", "昆明市盘龙区示范街西一巷5号", AddressAgreement.Road)]
    [InlineData("昆明市盘龙区演示路甲12号", "昆明市盘龙区演示路12号", AddressAgreement.Road)]
    [InlineData("景洪市演示镇一村3号", "景洪市样板镇一村3号", AddressAgreement.None)]
    [InlineData("昆明市盘龙区样例路20号", "昆明市盘龙区样例路一百二十号", AddressAgreement.Road)]
    [InlineData("昆明市盘龙区样例路120号301", "昆明市盘龙区样例路一百二十号三百零一室", AddressAgreement.Whole)]
    [InlineData("昆明市盘龙区样例路5号", "昆明市盘龙区样例路5号13900000555", AddressAgreement.Whole)]
    [InlineData("云南省西双版纳傣族自治州景洪市样例路88号", "云南省景洪市样例路88号", AddressAgreement.Whole)]
    [InlineData("云南省西双版纳傣族自治州景洪市样例路88号", "西双版纳州景洪市样例路88号", AddressAgreement.Whole)]
    [InlineData("大理白族自治州大理市样例路88号", "大理州大理市样例路88号", AddressAgreement.Whole)]
    [InlineData("大理白族自治州大理市样例路88号", "大理市样例路88号", AddressAgreement.Whole)]
    [InlineData("河南省新乡市样例路88号", "新乡市红旗区样例路88号", AddressAgreement.Whole)]
    [InlineData("江西省景德镇市样例路88号", "景德镇市样例路88号", AddressAgreement.Whole)]
    [InlineData("杭州市西湖区样例路88号", "杭州西湖区样例路88号", AddressAgreement.Whole)]
    [InlineData("云南省昆明市盘龙区北京路926号", "昆明北京路926号", AddressAgreement.Whole)]
    [InlineData("云南省昆明市盘龙区北京路926号", "云南昆明盘龙北京路926号", AddressAgreement.Whole)]
    [InlineData("云南省昆明市盘龙区北京路926号", "昆明市盘龙北京路926号", AddressAgreement.Whole)]
    [InlineData("云南省昆明市盘龙区北京路926号", "盘龙北京路926号", AddressAgreement.Whole)]
    [InlineData("昆明市盘龙区北京路926号3栋501", "云南昆明盘龙北京路926号3栋502", AddressAgreement.OtherUnit)]
    [InlineData("昆明市盘龙区北京路926号3栋501", "云南昆明盘龙北京路926号****", AddressAgreement.Building)]
    [InlineData("昆明市盘龙区北京路926号", "云南昆明盘龙北京路927号", AddressAgreement.Road)]
    [InlineData("云南省昆明市盘龙区拓东街道北京路926号", "昆明盘龙拓东街道北京路926号", AddressAgreement.Whole)]
    [InlineData("云南省昆明市盘龙区茨坝镇北京路926号", "昆明盘龙茨坝镇北京路926号", AddressAgreement.Whole)]
    [InlineData("云南省昆明市盘龙区示例小区8栋2单元501", "昆明盘龙示例小区8栋2单元501", AddressAgreement.Whole)]
    [InlineData("云南省昆明市呈贡区示例花卉市场A12", "昆明呈贡示例花卉市场A12", AddressAgreement.Whole)]
    [InlineData("黑龙江省哈尔滨市道里区中央大街89号", "哈尔滨道里中央大街89号", AddressAgreement.Whole)]
    [InlineData("北京市通州区新华大街8号", "北京通州新华大街8号", AddressAgreement.Whole)]
    [InlineData("广东省广州市天河区体育东路8号", "广州天河体育东路8号", AddressAgreement.Whole)]
    [InlineData("河南省新乡市红旗区平原路8号", "新乡红旗平原路8号", AddressAgreement.Whole)]
    [InlineData("云南省大理白族自治州大理市示例路8号", "大理示例路8号", AddressAgreement.Whole)]
    [InlineData("云南省昆明市盘龙区北京路926号", "大理北京路926号", AddressAgreement.None)]
    [InlineData("云南省昆明市盘龙区北京路926号", "云南昆明五华北京路926号", AddressAgreement.None)]
    [InlineData("云南省昆明市盘龙区北京路926号", "上海市黄浦区昆明北京路926号", AddressAgreement.None)]
    [InlineData("云南省昆明市盘龙区北京路926号", "昆明市东北京路926号", AddressAgreement.None)]
    [InlineData("云南省昆明市盘龙区北京路926号", "云南北京路926号", AddressAgreement.None)]
    [InlineData("云南省昆明市盘龙区北京路926号", "北京路926号", AddressAgreement.None)]
    [InlineData("云南省昆明市西山区北路12号", "昆明市西山北路12号", AddressAgreement.None)]
    [InlineData("云南省昆明市西山区东大街12号", "昆明市西山东大街12号", AddressAgreement.None)]
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
    [InlineData("云南省昆明市盘龙区样例村", null)]
    [InlineData("一楼", null)]
    [InlineData("样例路12号", null)]
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
            Assert.Equal(Addresses.Compare(reading, other), Addresses.Compare(other, reading));
            ListKeys.Address(text);
        }
    }

    [Fact]
    public void Read_PaddedAddress_IsReadAll()
    {
        var reading = new AddressReading();
        reading.Read(new string('，', 210) + "昆明市盘龙区样例路12号" + new string('\u200B', 210));
        Assert.Equal(("盘龙区", "样例路", "12"), (reading.County.ToString(), reading.Road.ToString(), reading.Numbers.ToString()));
    }

    /// <summary>What the list is searched by: two addresses that agree on the road and no qualifier brings together would never be compared.</summary>
    [Fact]
    public void Qualifiers_AddressesThatAgree_ShareOne()
    {
        string[] divisions = ["云南省昆明市盘龙区", "云南昆明市盘龙区", "昆明市盘龙区", "昆明盘龙区", "昆明市", "云南省昆明市", "昆明市市辖区盘龙区", "云南省西双版纳傣族自治州景洪市", "西双版纳州景洪市", "云南省景洪市", "景洪市", "",
            "昆明", "云南昆明", "昆明盘龙", "云南昆明盘龙", "昆明市盘龙", "盘龙", "景洪"];
        string[] rests = ["样例路12号", "样例路13号3栋", "样例村12号", "示例街道样例路12号", "样例镇样例路12号", ""];
        var addresses = divisions.SelectMany(d => rests.Select(r => d + r)).ToArray();
        var (a, b) = (new AddressReading(), new AddressReading());
        var agreed = 0;
        foreach (var entry in addresses)
        {
            foreach (var waybill in addresses)
            {
                a.Read(entry);
                b.Read(waybill);
                if (Addresses.Compare(a, b) < AddressAgreement.Road)
                    continue;
                agreed++;
                ulong?[] listed = [NameQualifier.Road(a), a.County.IsEmpty ? null : NameQualifier.RoadOfCity(a), NameQualifier.House(a)];
                ulong?[] asked = [NameQualifier.Road(b), NameQualifier.RoadInCity(b), b.County.IsEmpty ? NameQualifier.RoadOfCity(b) : null, NameQualifier.House(b)];
                // With another number on the house, a town without its sign is not looked up: a road is many people's.
                if (Addresses.Compare(a, b) >= AddressAgreement.OtherUnit || !(BareTown(entry) || BareTown(waybill)))
                    Assert.True(listed.Any(l => l is not null && asked.Contains(l)), $"{entry} and {waybill}");
                if (Addresses.Compare(a, b) == AddressAgreement.Whole)
                    Assert.Equal(NameQualifier.Door(a), NameQualifier.Door(b));
            }
        }

        Assert.InRange(agreed, 100, 5_000);

        static bool BareTown(string address) => Regex.IsMatch(address, "(昆明|盘龙|景洪)(?![市区])");
    }
}
