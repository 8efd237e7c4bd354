using System.Collections.Frozen;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>
/// How many people bear a name, estimated without anybody's register: the share of the surname times that of the given name's characters. Common characters are the ten most
/// used ones of all registered names and those of the ten most frequent names (Ministry of Public Security, name report of 2019), and the ten most used ones of newborns
/// (report of 2018). The shares stand on one published count, 张伟 with about 290,000 bearers, and are rounded: they tell common from rare, no more.
/// </summary>
internal static class NameRarity
{
    private const string MostUsed = "英华文玉秀明丽兰红金";
    private const string OfTheMostFrequentNames = "伟娜芳静敏";
    private const string OfNewborns = "梓宇子涵泽雨佳浩欣轩";

    /// <summary>Shares of a given name among the bearers of a surname, in millionths.</summary>
    private const int SingleCommon = 3_000, SingleOther = 300, CommonTwice = 100, CommonOnce = 30, OtherTwice = 10;

    private static readonly FrozenSet<char> Common = (MostUsed + OfTheMostFrequentNames + OfNewborns).Select(c => TextFolding.Fold(c.ToString())[0]).ToFrozenSet();

    /// <returns>
    /// Expected bearers in a thousand million people, at least 1, of a name of a listed surname and one or two characters. Of every other the shares say nothing (names in
    /// Latin letters, of minorities, of organisations): never rare.
    /// </returns>
    public static int PerBillion(NameReading name)
    {
        if (name.Script != NameScript.Han || name.Given.Length is < 1 or > 2 || !Surnames.IsSurname(name.Surname))
            return int.MaxValue;
        var common = 0;
        foreach (var c in name.Given)
            common += Common.Contains(c) ? 1 : 0;
        var share = (name.Given.Length, common) switch
        {
            (1, 1) => SingleCommon,
            (1, _) => SingleOther,
            (2, 2) => CommonTwice,
            (2, 1) => CommonOnce,
            _ => OtherTwice,
        };
        return Math.Max(1, (int)((long)Surnames.PerMillion(name.Surname) * share / 1_000));
    }
}
