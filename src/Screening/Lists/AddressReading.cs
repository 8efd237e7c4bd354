using System.Buffers;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening.Lists;

/// <summary>
/// One address read for comparing: province, city and county, then the road (or village, estate, market) and its numbers, the building's first and then the unit's. Read by
/// the signs at their ends and no gazetteer: places change, and a decision must not change with them. Widths, traditional characters, separators, 三栋 and 3幢 make
/// no difference. Stars end what is visible. A reusable buffer, not safe for several threads at once.
/// </summary>
internal sealed class AddressReading
{
    /// <summary>Units of an address without what parts them; the rest is cut: the work for one stays bounded.</summary>
    public const int MaxLength = 200;

    /// <summary>Units read of what was written: padding must not push an address out.</summary>
    private const int LongestWritten = 2_000;

    private static readonly SearchValues<char> Signs = SearchValues.Create("省市州盟区县旗镇乡村屯寨" + AddressSigns.Roads);

    private static readonly SearchValues<char> Divisions = SearchValues.Create("省市州盟区县旗");

    private static readonly SearchValues<char> NumberEnds = SearchValues.Create("0123456789" + AddressNumbers.Counted);

    /// <summary>Characters of the shortest division with its sign: 歙县.</summary>
    private const int LeastDivision = 2;

    private readonly NormalizedText text = new();
    private readonly AddressNumbers numbers = new();
    private readonly char[] solid = new char[2 * MaxLength];
    private readonly char[] key = new char[8 * MaxLength];
    private (int Start, int Length) province, city, county, town, road;
    private int length;
    private int start;

    /// <summary>Folded, without separators; a hyphen parts two numbers.</summary>
    public ReadOnlySpan<char> Solid => solid.AsSpan(0, length);

    public ReadOnlySpan<char> Province => Part(province);

    public ReadOnlySpan<char> City => Part(city);

    public ReadOnlySpan<char> County => Part(county);

    public ReadOnlySpan<char> Town => Part(town);

    /// <summary>What the numbers belong to; empty when the address ends with its division.</summary>
    public ReadOnlySpan<char> Road => Part(road);

    /// <summary>Everything after province, city, county and town.</summary>
    public ReadOnlySpan<char> BehindDivisions => Solid[Math.Max(Math.Max(End(province), End(city)), Math.Max(End(county), End(town)))..];

    /// <summary>"12-3-501"; empty when there is none.</summary>
    public ReadOnlySpan<char> Numbers => numbers.All;

    /// <summary>The first of the numbers: the one on the house.</summary>
    public ReadOnlySpan<char> Building => numbers.First;

    /// <summary>What stands between the road and that number: "北三段", "甲", the estate in a road.</summary>
    public ReadOnlySpan<char> BeforeBuilding => numbers.WordsBefore;

    /// <summary>Words further on: the estate behind the number, the tower's name.</summary>
    public ReadOnlySpan<char> AfterBuilding => numbers.WordsAfter;

    /// <summary>They cannot be numbers of one unit; see <see cref="AddressNumbers.Contradict"/>.</summary>
    public bool NumbersContradict(AddressReading other) => AddressNumbers.Contradict(numbers, other.numbers);

    /// <summary>
    /// What <see cref="ListKeys.Address"/> gives: the road and the numbers with what stands between. Empty when a part is hidden, without a number (a village or a
    /// market is many people's) and without a town (a road of that name is in every town).
    /// </summary>
    public ReadOnlySpan<char> Key
    {
        get
        {
            if (IsHidden || road.Length == 0 || (HasIdeographs && (Numbers.IsEmpty || (city.Length == 0 && county.Length == 0))))
                return [];
            var end = 0;
            Append(Road, ref end);
            Append("|", ref end);
            Append(BeforeBuilding, ref end);
            Append(Numbers, ref end);
            return key.AsSpan(0, end);
        }
    }

    /// <summary>
    /// What tells one door in any town: the end of what stands before the number, see <see cref="HouseName"/>, and all numbers. Empty without them, and when a part is hidden. Two
    /// addresses that agree as a whole share it, also where one writes its town without its sign; others may.
    /// </summary>
    public ReadOnlySpan<char> DoorKey
    {
        get
        {
            if (IsHidden || (HasIdeographs && Numbers.IsEmpty))
                return [];
            if (!HasIdeographs)
                return Road;
            var end = HouseName(key);
            Append("|", ref end);
            Append(Numbers, ref end);
            return key.AsSpan(0, end);
        }
    }

    /// <summary>False for addresses in Latin letters, which are one piece.</summary>
    public bool HasIdeographs { get; private set; }

    /// <summary>Part of it stands behind stars.</summary>
    public bool IsHidden { get; private set; }

    /// <summary>
    /// Writes the last units before the first number, two and the sign of most roads. A town written without its sign stands before them (昆明北京路), and whatever the reading took
    /// for a division there. Returns how many; none without a number.
    /// </summary>
    public int HouseName(Span<char> name)
    {
        const int Longest = 3;
        if (Building.IsEmpty)
            return 0;
        var ofWords = Math.Min(BeforeBuilding.Length, Longest);
        var ofRoad = Math.Min(Road.Length, Longest - ofWords);
        Road[^ofRoad..].CopyTo(name);
        BeforeBuilding[^ofWords..].CopyTo(name[ofRoad..]);
        return ofRoad + ofWords;
    }

    public void Read(ReadOnlySpan<char> address)
    {
        (province, city, county, town, road, start, length) = (default, default, default, default, default, 0, 0);
        // Stars before everything hide nothing.
        address = address.TrimStart("*＊ ");
        var star = address.IndexOfAny('*', '＊');
        IsHidden = star >= 0;
        address = IsHidden ? address[..star] : address;
        text.Read(address.Length <= LongestWritten ? address : address[..LongestWritten]);
        Join();
        HasIdeographs = HasIdeograph();
        if (!HasIdeographs)
        {
            road = (0, length);
            numbers.Clear();
            return;
        }

        if (!IsHidden)
            TurnRound();
        numbers.Read(Solid[ReadRoad()..], IsHidden);
        // "云南省昆明市12号": a house with no road is the whole of the rest.
        if (road.Length == 0 && start < length && !IsHidden)
            road = (start, length - start);
    }

    /// <summary>The folded units without separators. A separator between two numbers stays as a hyphen: 12-3 is not 123.</summary>
    private void Join()
    {
        var chars = text.Chars;
        if (!text.HasSeparators && chars.Length < solid.Length && !Strokes.Has(chars))
        {
            chars.CopyTo(solid);
            length = chars.Length;
            return;
        }

        var parted = false;
        for (var i = 0; i < chars.Length && length + 1 < solid.Length; i++)
        {
            if ((text.ClassAt(i) & TextClass.Separator) != 0 || Strokes.Is(chars[i]))
            {
                parted = true;
                continue;
            }

            if (parted && length > 0 && char.IsAsciiDigit(solid[length - 1]) && char.IsAsciiDigit(chars[i]))
                solid[length++] = '-';
            solid[length++] = chars[i];
            parted = false;
        }
    }

    private bool HasIdeograph()
    {
        foreach (var unit in Solid)
        {
            if (UnicodeTables.UnitClass(unit) == TextClass.Ideograph)
                return true;
        }

        return false;
    }

    /// <summary>"样例路12号云南省昆明市盘龙区": divisions behind the last number, and none before it, are put where they belong.</summary>
    private void TurnRound()
    {
        if (length == 0 || !Divisions.Contains(solid[length - 1]))
            return;
        var divisions = 1 + Solid.LastIndexOfAny(NumberEnds);
        if (divisions == 0 || length - divisions < LeastDivision || AddressSigns.IsEstate(Solid, length - 1))
            return;
        for (var at = 0; at < divisions; at++)
        {
            if (Divisions.Contains(solid[at]) && !(at > 0 && AddressSigns.IsEstate(Solid, at)))
                return;
        }

        Span<char> address = stackalloc char[length];
        Solid[divisions..].CopyTo(address);
        Solid[..divisions].CopyTo(address[(length - divisions)..]);
        address.CopyTo(solid);
    }

    /// <summary>Reads the divisions and the road.</summary>
    /// <returns>Where the numbers begin.</returns>
    private int ReadRoad()
    {
        var estate = default((int Start, int Length));
        for (var at = NextSign(0); at < length; at = NextSign(at + 1))
        {
            var next = at + 1 < length ? solid[at + 1] : '\0';
            if (AddressSigns.IsInName(Solid, at))
                continue;
            if (AddressSigns.IsRoad(solid[at]))
            {
                if (AddressSigns.IsSubdistrict(Solid[start..], at - start))
                    Take(at);
                else if (at > start && !(solid[at] == '弄' && char.IsAsciiDigit(solid[at - 1])))
                {
                    road = Take(at);
                    return start;
                }
            }
            else if (at == start)
            {
                // "昆明市区": the city proper, no district.
                start += solid[at] == '区' ? 1 : 0;
            }
            else if (AddressSigns.IsEstate(Solid, at))
            {
                var taken = Take(at);
                estate = estate.Length == 0 ? taken : estate;
            }
            else
            {
                ReadDivision(at, next);
            }
        }

        if (estate.Length > 0)
        {
            road = estate;
            return road.Start + road.Length;
        }

        // The rest up to its first number has to do for a road, but not when its end is hidden.
        var digit = Solid[start..].IndexOfAnyInRange('0', '9');
        if (!IsHidden && digit != 0 && start < length)
            road = (start, digit > 0 ? digit : length - start);
        return start + road.Length;
    }

    private int NextSign(int from) => Solid[from..].IndexOfAny(Signs) is >= 0 and var at ? from + at : length;

    private void ReadDivision(int at, char next)
    {
        var segment = Solid[start..(at + 1)];
        switch (solid[at])
        {
            case '市' when AddressSigns.IsNoCity(next):
                break;
            case '省':
            case '区' when segment.EndsWith("自治区", StringComparison.Ordinal) || segment.EndsWith("行政区", StringComparison.Ordinal):
                province = Take(at);
                break;
            case '市' or '盟' when city.Length == 0 && county.Length == 0:
            case '州' when city.Length == 0 && county.Length == 0:
                TakeProvince(at);
                city = Take(at);
                break;
            // "昆明市市辖区": every city has its own.
            case '区' when segment is "市辖区":
                Take(at);
                break;
            case '市' or '区' or '县' or '旗' when county.Length == 0:
                TakeProvince(at);
                county = Take(at);
                break;
            case '镇' or '乡':
                town = Take(at);
                break;
        }
    }

    /// <summary>"云南昆明市": a province named without its sign. "吉林市" is a city.</summary>
    private void TakeProvince(int at)
    {
        const int LeastLeft = 2;
        var name = Provinces.LengthAt(Solid[start..(at + 1 - LeastLeft)]);
        if (name == 0)
            return;
        province = (start, name);
        start += name;
    }

    private (int Start, int Length) Take(int at)
    {
        var taken = (start, at + 1 - start);
        start = at + 1;
        return taken;
    }

    private void Append(ReadOnlySpan<char> part, ref int end)
    {
        part.CopyTo(key.AsSpan(end));
        end += part.Length;
    }

    private static int End((int Start, int Length) part) => part.Start + part.Length;

    private ReadOnlySpan<char> Part((int Start, int Length) part) => Solid.Slice(part.Start, part.Length);
}
