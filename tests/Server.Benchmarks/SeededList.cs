using System.Globalization;
using LogisticsScreening.Screening.Benchmarks;

namespace LogisticsScreening.Server.Benchmarks;

/// <summary>
/// An invented risk list as a CSV file, in the mix of a list that grew out of adverts and outcomes: of 20 entries 11 persons with phone, document and address, 3 phones,
/// 3 accounts, one organisation, one document number and one address. Source, reason and lawful basis are few texts, as with entries of one origin. A seed gives the same file.
/// </summary>
internal sealed class SeededList(int seed)
{
    private const string Header = "id,kind,value,name,phone,idNumber,organisationCode,account,address,source,reason,lawfulBasis,confidence,from,until,reviewDate,audience";

    private static readonly string[] Areas = ["530102", "530111", "532801", "440106", "310115", "110105", "510107", "450103", "350203", "330106"];
    private static readonly string[] Places = ["云南省昆明市五华区", "云南省西双版纳傣族自治州景洪市", "广东省广州市天河区", "上海市浦东新区", "四川省成都市武侯区", "广西壮族自治区南宁市青秀区", "福建省厦门市思明区", "浙江省杭州市西湖区"];
    private static readonly string[] Roads = ["人民路", "建设街", "和平里", "演示大道", "样例巷", "滨江路", "学府路", "工业园一路"];
    private static readonly string[] Firms = ["工艺品商行", "贸易有限公司", "花鸟市场经营部", "药材行", "文玩店", "电子商务有限公司"];
    private static readonly string[] Sources = ["网店广告采集 2026-03", "公安机关通报 2026-07 号", "本企业查验结果", "行业协会共享名单"];
    private static readonly string[] Reasons = ["多次寄递未申报的濒危物种制品", "网店广告留下的联系方式，经人工复核", "此前查实的寄件人", "与已查实案件共用电话或地址"];
    private static readonly string[] Bases = ["wildlife-protection-law-34", "postal-law-25"];

    private readonly Random random = new(seed);
    private readonly InventedNames names = new(seed, percentLatin: 5);

    /// <summary>Phones of some of the entries written, for parcels that are to be found.</summary>
    public List<string> SomePhones { get; } = [];

    /// <summary>Ids count from 0: a second list with another seed replaces the first entries of the first one.</summary>
    public void Write(string file, int count)
    {
        using var text = new StreamWriter(file);
        text.Write(Header + "\n");
        for (var i = 0; i < count; i++)
            text.Write(Row(i) + "\n");
    }

    private string Row(int i)
    {
        var (kind, value, name, phone, number, code, account, address) = (i % 20) switch
        {
            < 11 when names.Next() is var person => ("person", person, "", Phone(), Number(), "", random.Next(4) == 0 ? Account() : "", Address()),
            < 14 when Phone() is var own => ("phone", own, names.Next(), own, "", "", "", ""),
            < 17 => ("account", Account(), names.Next(), Phone(), "", "", "", ""),
            17 => ("organisation", Pick(Places)[^3..] + names.Next()[^1..] + Pick(Firms) + random.Next(10_000), "", Phone(), "", Code(), "", Address()),
            18 when Number() is var own => ("idNumber", own, names.Next(), "", own, "", "", ""),
            _ => ("address", Address(), "", "", "", "", "", ""),
        };
        if (kind == "phone" && SomePhones.Count < 2_000)
            SomePhones.Add(phone);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"bench-{i:0000000},{kind},{value},{name},{phone},{number},{code},{account},{address},{Pick(Sources)},{Pick(Reasons)},{Pick(Bases)},0.{random.Next(50, 100)},2026-01-{random.Next(1, 29):00},2028-12-31,{(random.Next(2) == 0 ? "2027-06-30" : "")},{(random.Next(3) == 0 ? "region" : "depot")}");
    }

    private string Phone() => string.Create(CultureInfo.InvariantCulture, $"1{random.Next(3, 10)}{random.Next(1_000_000_000):000000000}");

    private string Number() => string.Create(CultureInfo.InvariantCulture, $"{Pick(Areas)}{random.Next(1950, 2006)}{random.Next(1, 13):00}{random.Next(1, 29):00}{random.Next(10_000):0000}");

    private string Code() => string.Create(CultureInfo.InvariantCulture, $"91{Pick(Areas)}MA{random.Next(100_000_000):00000000}");

    private string Account() => string.Create(CultureInfo.InvariantCulture, $"wechat:wx_{random.NextInt64(1L << 40):x10}");

    private string Address() => string.Create(CultureInfo.InvariantCulture, $"{Pick(Places)}{Pick(Roads)}{random.Next(1, 2_000)}号{random.Next(1, 40)}栋{random.Next(1, 3_000)}室");

    private string Pick(string[] texts) => texts[random.Next(texts.Length)];
}
