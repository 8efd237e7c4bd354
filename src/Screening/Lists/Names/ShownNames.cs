using System.Buffers;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists.Names;

/// <summary>
/// Names of which only a part is shown: "张*", "*明", "x晓明" of privacy waybills, the ways of giving no more than a surname or a given name (张先生, 老张, 阿明, 晓明), the whole name behind
/// a word ("替张晓明寄"), a surname in its parts, initials. They fit many people, so they count only at a listed person's own door.
/// </summary>
internal static class ShownNames
{
    /// <summary>Characters of the longest name that is read whole nearly always: a longer one may hold another inside.</summary>
    private const int LongestUsual = 3;

    private static readonly string[] Titles = ["先生", "女士", "小姐", "老师", "老板", "经理", "师傅", "医生", "同学", "大哥", "大姐", "阿姨", "总", "哥", "姐", "叔", "姨", "工", "某某", "某"];

    private static readonly SearchValues<char> Familiar = SearchValues.Create("老小阿大");

    /// <summary>Last characters of <see cref="Titles"/>.</summary>
    private static readonly SearchValues<char> TitleEnds = SearchValues.Create([.. Titles.Select(title => title[^1]).Distinct()]);

    /// <summary>Before the name of who is acted for, which may have two characters: 替张伟.</summary>
    private static readonly SearchValues<char> ForWhom = SearchValues.Create("替代帮给为转由请找");

    /// <summary>What stands for a character that is not shown, beside the star.</summary>
    private const string AllBlanks = "xXｘＸ×某□○〇";

    private static readonly SearchValues<char> Blanks = SearchValues.Create(AllBlanks);

    /// <summary>
    /// False for nearly all whole names; those whose given name is a listed one's are found by the keys of their own. Allocates nothing.
    /// </summary>
    public static bool MayBePart(string written)
    {
        if (written.Length is > LongestUsual or < 2)
            return written.Length is > 0 and <= NameReading.MaxLength;
        foreach (var unit in written)
        {
            if (UnicodeTables.UnitClass(unit) != TextClass.Ideograph || Blanks.Contains(unit))
                return true;
        }

        return TitleEnds.Contains(written[^1])
            || Familiar.Contains(written[0])
            || ForWhom.Contains(written[0])
            || SplitSurnames.MayBegin(written[0])
            // 铭铭; and what is said otherwise as a surname than in the given name that it begins.
            || written[0] == written[1]
            || Surnames.SyllableOf(written[0]) != Pronunciation.Main(written[0]);
    }

    /// <summary>The one shows a part of the other, which is a whole name.</summary>
    public static bool Agree(string written, string listed)
    {
        if (written.Length > NameReading.MaxLength || listed.Length > NameReading.MaxLength || Whole(listed) is not { Length: > 1 } name)
            return false;
        // 小明 may be a Ming, and a 晓铭.
        if (Starred(written) is { } shown && (PersonNames.Agree(shown, name) || written.AsSpan().ContainsAny('*', '＊')))
            return PersonNames.Agree(shown, name);
        var part = Whole(written);
        if (!IsIdeograph(name[0]))
            return NameInitials.AgreeLatin(written, listed);
        var ideographs = Ideographs(part);
        return ideographs.Length switch
        {
            0 => NameInitials.Agree(written, part, name),
            _ when ideographs.Length < part.Length && NameInitials.Agree(written, part, name) => true,
            _ => Holds(ideographs, name) || (SplitSurnames.Joined(ideographs) is { } joined && NameMatcher.Compare(joined, name).Tier != NameTier.None),
        };
    }

    /// <param name="name">Folded, without separators; in characters.</param>
    private static bool Holds(string ideographs, string name)
    {
        if (ideographs.Contains(name, StringComparison.Ordinal))
            return true;
        var given = name.AsSpan(Surnames.LengthOf(name));
        if (given.Length > 1 && given.Length < name.Length)
            return ideographs.AsSpan().Contains(given, StringComparison.Ordinal) || SoundAlike(ideographs, given) || IsCalledBy(ideographs, given);
        return given.Length < name.Length && IsCalledBy(ideographs, given);
    }

    private static bool SoundAlike(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        if (one.Length != other.Length)
            return false;
        for (var i = 0; i < one.Length; i++)
        {
            if (one[i] != other[i] && (Pronunciation.Main(one[i]) == 0 || Pronunciation.Main(one[i]) != Pronunciation.Main(other[i])))
                return false;
        }

        return true;
    }

    /// <summary>阿铭, 小铭, 铭铭; 铭哥, 鸿铭先生.</summary>
    private static bool IsCalledBy(ReadOnlySpan<char> written, ReadOnlySpan<char> given)
    {
        var last = given[^1];
        if (written.Length == 2 && written[1] == last && (Familiar.Contains(written[0]) || written[0] == last))
            return true;
        foreach (var title in Titles)
        {
            if (written.EndsWith(title, StringComparison.Ordinal) && written[..^title.Length] is var called && (called.SequenceEqual(given) || (called.Length == 1 && called[0] == last)))
                return true;
        }

        return false;
    }

    /// <returns>The shown characters with a star for the hidden ones, to be compared by <see cref="PersonNames.Agree"/>; null for a whole name and for what shows nothing.</returns>
    private static string? Starred(string written)
    {
        var name = written.AsSpan().Trim();
        if (name.IndexOfAny('*', '＊') >= 0)
            return name.ContainsAnyExcept('*', '＊') ? WithoutTitle(name).ToString() : null;
        // 翟, 铭.
        if (name.Length == 1 && IsIdeograph(name[0]))
            return IsSurname(name) ? $"{name}*" : $"*{name}";
        var shown = name.TrimStart(AllBlanks);
        if (shown.Length < name.Length && !shown.IsEmpty && IsIdeograph(shown[0]))
            return $"*{shown}";
        foreach (var title in Titles)
        {
            if (name.EndsWith(title, StringComparison.Ordinal) && IsSurname(name[..^title.Length]))
                return $"{name[..^title.Length]}*";
        }

        return name.Length > 1 && Familiar.Contains(name[0]) && IsSurname(name[1..]) ? $"{name[1..]}*" : null;
    }

    /// <summary>"翟*先生".</summary>
    private static ReadOnlySpan<char> WithoutTitle(ReadOnlySpan<char> name)
    {
        foreach (var title in Titles)
        {
            if (name.EndsWith(title, StringComparison.Ordinal) && name[..^title.Length].TrimEnd("*＊").Length < name.Length - title.Length)
                return name[..^title.Length];
        }

        return name;
    }

    /// <summary>As <see cref="NameReading.Solid"/>.</summary>
    private static string Whole(string written)
    {
        var joined = TextFolding.Join(written);
        if (!Strokes.Has(joined))
            return joined;
        var solid = joined.ToCharArray();
        return new(solid, 0, Strokes.Remove(solid));
    }

    private static string Ideographs(string solid) => solid.All(IsIdeograph) ? solid : string.Concat(solid.Where(IsIdeograph));

    private static bool IsIdeograph(char unit) => UnicodeTables.UnitClass(unit) == TextClass.Ideograph;

    private static bool IsSurname(ReadOnlySpan<char> name) => name.Length is 1 or 2 && Surnames.IsSurname(TextFolding.Join(name.ToString()));
}
