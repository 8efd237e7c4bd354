using System.Collections.Frozen;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>
/// How many people bear a name: the share of the surname times that of the given name, among the operator's own registrations where the policy holds them
/// (<see cref="NameShareCounter"/>), and otherwise estimated. Immutable.
/// The estimate: common characters are the ten most used ones of all registered names and those of the ten most frequent names (Ministry of Public Security, name report of 2019),
/// and the ten most used ones of newborns (report of 2018). Its shares stand on one published count, 张伟 with about 290,000 bearers, and are rounded: they tell common from rare, no more.
/// </summary>
internal sealed class NameRarity
{
    private const string MostUsed = "英华文玉秀明丽兰红金";
    private const string OfTheMostFrequentNames = "伟娜芳静敏";
    private const string OfNewborns = "梓宇子涵泽雨佳浩欣轩";

    /// <summary>Shares of a given name among the bearers of a surname, in millionths.</summary>
    private const int SingleCommon = 3_000, SingleOther = 300, CommonTwice = 100, CommonOnce = 30, OtherTwice = 10;

    private static readonly FrozenSet<char> Common = (MostUsed + OfTheMostFrequentNames + OfNewborns).Select(c => TextFolding.Fold(c.ToString())[0]).ToFrozenSet();

    private readonly FrozenDictionary<string, int> surnames;
    private readonly FrozenDictionary<string, int> given;

    /// <param name="shares">Of registrations; none: the estimate.</param>
    public NameRarity(IEnumerable<NameShare> shares)
    {
        var parts = shares.ToLookup(s => s.Part);
        (surnames, given) = (Table(parts[NamePart.Surname]), Table(parts[NamePart.Given]));
    }

    public static NameRarity Estimated { get; } = new([]);

    /// <summary>Only of a listed surname and one or two characters the shares say something; not of names in Latin letters, of minorities, of organisations.</summary>
    public static bool Tells(NameReading name) => name.Script == NameScript.Han && name.Given.Length is 1 or 2 && Surnames.IsSurname(name.Surname);

    /// <returns>Expected bearers in a thousand million people, at least 1; of names that the shares say nothing of more than there are people: never rare.</returns>
    public int PerBillion(NameReading name)
    {
        if (!Tells(name))
            return int.MaxValue;
        var perBillion = given.Count == 0 || surnames.Count == 0
            ? (long)Surnames.PerMillion(name.Surname) * Estimate(name.Given)
            : (long)Share(surnames, name.Surname) * Share(given, name.Given);
        return (int)Math.Clamp(perBillion / 1_000, 1, 1_000_000_000);
    }

    /// <summary>What is not in the table is at most as frequent as the rarest that is.</summary>
    private static int Share(FrozenDictionary<string, int> shares, ReadOnlySpan<char> name) =>
        shares.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var share) ? share : shares[""];

    private static FrozenDictionary<string, int> Table(IEnumerable<NameShare> shares)
    {
        var table = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var share in shares)
            table[TextFolding.Fold(share.Name)] = share.PerMillion;
        if (table.Count > 0)
            table[""] = table.Values.Min();
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static int Estimate(ReadOnlySpan<char> given)
    {
        var common = 0;
        foreach (var c in given)
            common += Common.Contains(c) ? 1 : 0;
        return (given.Length, common) switch
        {
            (1, 1) => SingleCommon,
            (1, _) => SingleOther,
            (2, 2) => CommonTwice,
            (2, 1) => CommonOnce,
            _ => OtherTwice,
        };
    }
}
