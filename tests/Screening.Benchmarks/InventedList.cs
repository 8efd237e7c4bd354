using LogisticsScreening.Screening.Lists;

namespace LogisticsScreening.Screening.Benchmarks;

/// <summary>
/// A list as a company's would be: of ten entries five are people with telephone, document number and address, two telephones with a name, and one each an account, an
/// address and an organisation. People and addresses are drawn as the parcels' own are: surnames by their shares among the first hundred, given names of common characters,
/// 400 districts of 20 cities with the same 300 roads in each: a road has some five people on a list of a million. The same seed gives the same list.
/// </summary>
internal static class InventedList
{
    /// <summary>The first entry's: every thousandth parcel is sent from it.</summary>
    public const string ListedPhone = "13900000000";

    /// <summary>What it is made of, for a page of figures.</summary>
    public const string Mixture = "half of them people with telephone, document number and address, the others telephones with a name, accounts, addresses and organisations";

    private const string Surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
    private const string Given = "英华文玉秀明丽兰红金伟娜芳静敏梓宇子涵泽雨佳浩欣轩建国志强军平波涛辉鹏飞超勇刚杰磊洋艳娟霞桂凤琴云莲春梅晓思嘉俊天一诗若安宁博睿晨曦";
    private const string Roads = "人民解放中山建设和平新华文化胜利东风北京南京长江黄河朝阳光明学府滨江环城迎宾青年";

    private const int Towns = 20;

    public static IEnumerable<RiskListEntry> Make(int size) => Enumerable.Range(0, size).Select(Entry);

    public static string Person(Random random)
    {
        // The square brings the first surnames forward, about as their published shares do.
        var at = random.NextDouble();
        var surname = Surnames[(int)(at * at * Surnames.Length)];
        return random.Next(7) == 0 ? $"{surname}{Pick(random, Given)}" : $"{surname}{Pick(random, Given)}{Pick(random, Given)}";
    }

    public static string Address(Random random) => $"{House(random)}{random.Next(1, 30)}栋{random.Next(101, 3300)}室";

    public static string House(Random random)
    {
        var (first, second, road) = (random.Next(Towns), random.Next(Towns), random.Next(Roads.Length / 2) * 2);
        return $"云南省{Given[first]}{Surnames[first]}市{Surnames[first]}{Surnames[Towns + second]}区{Roads.AsSpan(road, 2)}{"东西南北中"[random.Next(5)]}{"路街巷"[random.Next(3)]}{random.Next(1, 400)}号";
    }

    public static RiskListEntry Entry(int i)
    {
        var random = new Random(i);
        var entry = new RiskListEntry
        {
            Id = $"entry-{i}",
            Kind = RiskListKind.Phone,
            Value = i == 0 ? ListedPhone : $"136{i:00000000}",
            Name = Person(random),
            Source = $"monitoring report {i % 50}",
            Reason = $"advert of wildlife products {i % 20}",
            LawfulBasis = "wildlife-protection-law-34",
            Confidence = 9_000,
            From = new DateOnly(2026, 1, 1),
            Until = new DateOnly(2027, 1, 1),
        };
        return (i % 10) switch
        {
            < 2 => entry,
            < 7 => entry with
            {
                Kind = RiskListKind.Person,
                Value = Person(random),
                Name = null,
                Phone = $"136{i:00000000}",
                IdNumber = $"{530102L + (i % 90):000000}19{60 + (i % 40)}0101{i % 10_000:0000}",
                Address = Address(random),
            },
            7 => entry with { Kind = RiskListKind.Account, Value = $"wechat:seller_{i}", Name = null },
            8 => entry with { Kind = RiskListKind.Address, Value = Address(random), Name = null },
            _ => entry with { Kind = RiskListKind.Organisation, Value = $"{Person(random)}演示商贸有限公司", Name = null, OrganisationCode = $"9153{i:00000000000000}" },
        };
    }

    private static char Pick(Random random, string from) => from[random.Next(from.Length)];
}
