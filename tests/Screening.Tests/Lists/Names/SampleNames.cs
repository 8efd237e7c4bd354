namespace LogisticsScreening.Screening.Tests.Lists.Names;

/// <summary>Invented names that often resemble one another: few surnames and characters, many of them said or written alike. The same seed gives the same names.</summary>
internal static class SampleNames
{
    private static readonly string[] Surnames = ["张", "章", "王", "李", "单", "善", "仇", "欧阳", "陈", "程", "吕", "曾", "乐"];
    private const string Given = "晓小笑明铭鸣朋伟威维未末乐建健国芳方飞非行";
    private static readonly string[] Spelled = ["xiao", "ming", "Xiaoming", "wei", "xian", "zhang"];
    private static readonly string[] Parts = ["阿里木", "阿力木", "艾力", "买买提", "张", "明"];
    private static readonly string[] LatinFamily = ["Sample", "Testova", "Zhang", "Al-Testi", "van der Test", "Li", "O'Test"];
    private static readonly string[] LatinGiven = ["Anna", "Ana", "Xiaoming", "Xiao Ming", "Mohammed", "Muhamad", "J.", "John", "Jon", "Wei", "Wen", "Jonathan"];

    public static string[] Make(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(5) == 0 ? Latin(random) : Han(random))];
    }

    private static string Han(Random random)
    {
        var surname = Pick(random, Surnames);
        var given = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Given[random.Next(Given.Length)]));
        return random.Next(12) switch
        {
            8 => $"{surname} {Pick(random, Spelled)}",
            9 => $"{Pick(random, Spelled)}{given[0]} {surname}",
            10 => $"{Pick(random, Parts)}·{Pick(random, Parts)}",
            11 => $"{Pick(random, Parts)}·{Pick(random, Parts)}·{Pick(random, Parts)}",
            0 => given + surname,
            1 => $"{surname} {given}",
            2 => $"{given}·{surname}",
            _ => surname + given,
        };
    }

    private static string Latin(Random random)
    {
        var (family, given) = (Pick(random, LatinFamily), Pick(random, LatinGiven));
        return random.Next(3) switch
        {
            0 => $"{family}, {given}",
            1 => $"{given} {family}".ToUpperInvariant(),
            _ => random.Next(3) == 0 ? $"{given} {Pick(random, LatinGiven)} {family}" : $"{given} {family}",
        };
    }

    private static string Pick(Random random, string[] some) => some[random.Next(some.Length)];
}
