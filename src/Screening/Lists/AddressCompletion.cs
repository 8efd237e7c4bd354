using System.Buffers;

namespace LogisticsScreening.Screening.Lists;

/// <summary>
/// Puts the signs back behind divisions that one address writes without them, glued to each other and to the road ("云南昆明盘龙北京路926号"), as far as another address
/// tells which words at its start are divisions: 云南省昆明市盘龙区. Still no gazetteer: an address is completed by the one it is compared with, and says nothing of its own.
/// </summary>
internal static class AddressCompletion
{
    /// <summary>Characters of the shortest name of a division that is called without its sign; those of one (歙县) are not.</summary>
    private const int LeastStem = 2;

    /// <summary>Characters of the shortest road that a division's name does not make another road of, with its sign.</summary>
    private const int LeastRoad = 3;

    /// <summary>Alone they are no name: 西山北路 lies in any town, and is not 北路 in 西山区. Folded forms.</summary>
    private static readonly SearchValues<char> Ordinal = SearchValues.Create("东南西北中前后左右内外上下大小新老正横一二三四五六七八九十");

    [ThreadStatic]
    private static AddressReading? Buffer;

    /// <summary>The address read again with the signs of the other one's divisions; null when it names none of them without. Good until the next call.</summary>
    public static AddressReading? Of(AddressReading address, AddressReading other)
    {
        if ((other.City.IsEmpty && other.County.IsEmpty) || other.Road.Length < LeastRoad || !other.Road[..^1].ContainsAnyExcept(Ordinal))
            return null;
        // The signs, and a star for what is hidden.
        Span<char> written = stackalloc char[address.Solid.Length + other.Solid.Length + 1];
        var walk = new Walk(address.Solid, written);
        walk.Pass(address.Province, other.Province);
        if (other.Province.IsEmpty && address.Province.IsEmpty)
            walk.PassProvince();
        walk.Completed = false;
        walk.Pass(address.City, other.City);
        walk.Pass(address.County, other.County);
        walk.Pass(address.Town, other.Town);
        if (!walk.Completed)
            return null;
        var reading = Buffer ??= new();
        reading.Read(walk.End(address.IsHidden));
        return reading;
    }

    /// <summary>Goes through one address division by division and writes it with their signs.</summary>
    private ref struct Walk(ReadOnlySpan<char> rest, Span<char> written)
    {
        private readonly Span<char> written = written;
        private ReadOnlySpan<char> rest = rest;
        private int length;

        /// <summary>A sign was put in.</summary>
        public bool Completed { get; set; }

        /// <param name="own">The division as this address was read; empty when it shows none.</param>
        /// <param name="theirs">The other's.</param>
        public void Pass(ReadOnlySpan<char> own, ReadOnlySpan<char> theirs)
        {
            var whole = own.Length >= theirs.Length ? own : theirs;
            var lesser = own.Length >= theirs.Length ? theirs : own;
            if (PassWhole(whole) || PassWhole(lesser))
                return;
            for (var stem = theirs.Length - 1; stem >= LeastStem; stem--)
            {
                if (!rest.StartsWith(theirs[..stem], StringComparison.Ordinal))
                    continue;
                Write(theirs);
                rest = rest[stem..];
                Completed = true;
                return;
            }
        }

        /// <summary>A province named without its sign, which the other leaves out.</summary>
        public void PassProvince() => PassWhole(rest[..Provinces.LengthAt(rest)]);

        public ReadOnlySpan<char> End(bool isHidden)
        {
            Write(rest);
            if (isHidden)
                Write("*");
            return written[..length];
        }

        private bool PassWhole(ReadOnlySpan<char> division)
        {
            if (division.IsEmpty || !rest.StartsWith(division, StringComparison.Ordinal))
                return false;
            Write(division);
            rest = rest[division.Length..];
            return true;
        }

        private void Write(scoped ReadOnlySpan<char> some)
        {
            some.CopyTo(written[length..]);
            length += some.Length;
        }
    }
}
