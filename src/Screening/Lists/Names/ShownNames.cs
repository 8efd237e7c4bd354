using System.Buffers;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>
/// Names of which only a part is shown: "张*", "张*明" of privacy waybills, and the ways of giving no more than a surname, 张先生, 老张, 张某某. They fit many people, so they
/// count only at a listed person's own door.
/// </summary>
internal static class ShownNames
{
    private static readonly string[] Titles = ["先生", "女士", "小姐", "老师", "老板", "经理", "师傅", "医生", "同学", "大哥", "大姐", "阿姨", "总", "哥", "姐", "叔", "姨", "工", "某某", "某"];

    private static readonly SearchValues<char> Familiar = SearchValues.Create("老小阿大");

    /// <returns>The shown characters with a star for the hidden ones, to be compared by <see cref="PersonNames.Agree"/>; null for a whole name and for what shows no surname.</returns>
    public static string? Of(string written)
    {
        if (written.Length > NameReading.MaxLength)
            return null;
        var name = written.AsSpan().Trim();
        var star = name.IndexOfAny('*', '＊');
        if (star >= 0)
            return star > 0 && UnicodeTables.UnitClass(name[0]) == TextClass.Ideograph ? name.ToString() : null;
        foreach (var title in Titles)
        {
            if (name.EndsWith(title, StringComparison.Ordinal) && IsSurname(name[..^title.Length]))
                return $"{name[..^title.Length]}*";
        }

        return name.Length > 1 && Familiar.Contains(name[0]) && IsSurname(name[1..]) ? $"{name[1..]}*" : null;
    }

    private static bool IsSurname(ReadOnlySpan<char> name) => name.Length is 1 or 2 && Surnames.IsSurname(TextFolding.Join(name.ToString()));
}
