using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace LogisticsScreening.Screening.Lists;

/// <summary>
/// Entries of a risk list in a few large blocks: a million of them would otherwise be ten million objects, which every collection of garbage has to visit. One is unpacked
/// when it is hit. Texts that many entries share (source, reason, lawful basis) are kept once.
/// </summary>
internal sealed class PackedEntries
{
    private const int BlockBytes = 1 << 20;

    private readonly List<byte[]> blocks = [];
    private readonly List<(int Block, int Start)> places = [];
    private readonly List<string> shared = [];
    private readonly Dictionary<string, int> sharedAt = new(StringComparer.Ordinal);
    private byte[] packing = new byte[1024];
    private int packed;
    private int used = BlockBytes;

    public int Count => places.Count;

    public RiskListEntry this[int number]
    {
        get
        {
            var reader = new Reader(blocks[places[number].Block].AsSpan(places[number].Start));
            return new()
            {
                Kind = (RiskListKind)reader.Number(),
                Audience = (Decisions.Audience)reader.Number(),
                Confidence = reader.Number(),
                From = DateOnly.FromDayNumber(reader.Number()),
                Until = DateOnly.FromDayNumber(reader.Number()),
                ReviewDate = reader.Number() is > 0 and var day ? DateOnly.FromDayNumber(day - 1) : null,
                Source = shared[reader.Number()],
                Reason = shared[reader.Number()],
                LawfulBasis = shared[reader.Number()],
                Id = reader.Text()!,
                Value = reader.Text()!,
                Name = reader.Text(),
                Phone = reader.Text(),
                IdNumber = reader.Text(),
                OrganisationCode = reader.Text(),
                Account = reader.Text(),
                Address = reader.Text(),
            };
        }
    }

    public void Add(RiskListEntry entry)
    {
        packed = 0;
        Pack((int)entry.Kind);
        Pack((int)entry.Audience);
        Pack(entry.Confidence);
        Pack(entry.From.DayNumber);
        Pack(entry.Until.DayNumber);
        Pack(entry.ReviewDate is { } day ? day.DayNumber + 1 : 0);
        Pack(Shared(entry.Source));
        Pack(Shared(entry.Reason));
        Pack(Shared(entry.LawfulBasis));
        Pack(entry.Id);
        Pack(entry.Value);
        Pack(entry.Name);
        Pack(entry.Phone);
        Pack(entry.IdNumber);
        Pack(entry.OrganisationCode);
        Pack(entry.Account);
        Pack(entry.Address);
        if (used + packed > BlockBytes)
        {
            blocks.Add(new byte[Math.Max(BlockBytes, packed)]);
            used = 0;
        }

        packing.AsSpan(0, packed).CopyTo(blocks[^1].AsSpan(used));
        places.Add((blocks.Count - 1, used));
        used += packed;
    }

    /// <summary>To be called when the last entry is in: what only adding needs is let go.</summary>
    public void Close()
    {
        sharedAt.Clear();
        sharedAt.TrimExcess();
        places.TrimExcess();
        packing = [];
    }

    private int Shared(string text)
    {
        if (sharedAt.TryGetValue(text, out var at))
            return at;
        shared.Add(text);
        return sharedAt[text] = shared.Count - 1;
    }

    private void Pack(int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Room(sizeof(int)), number);
    }

    /// <summary>ASCII as bytes, everything else as UTF-16: nothing is lost, not even half a surrogate pair.</summary>
    private void Pack(string? text)
    {
        if (text is null)
        {
            Pack(0);
            return;
        }

        var narrow = Ascii.IsValid(text);
        Pack(((text.Length + 1) << 1) | (narrow ? 1 : 0));
        if (narrow)
            Ascii.FromUtf16(text, Room(text.Length), out _);
        else
            MemoryMarshal.AsBytes(text.AsSpan()).CopyTo(Room(text.Length * sizeof(char)));
    }

    private Span<byte> Room(int bytes)
    {
        if (packed + bytes > packing.Length)
            Array.Resize(ref packing, 2 * (packed + bytes));
        packed += bytes;
        return packing.AsSpan(packed - bytes, bytes);
    }

    private ref struct Reader(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> rest = rest;

        public int Number() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

        public string? Text()
        {
            var header = Number();
            if (header == 0)
                return null;
            var length = (header >> 1) - 1;
            return (header & 1) == 1 ? Encoding.ASCII.GetString(Take(length)) : new string(MemoryMarshal.Cast<byte, char>(Take(length * sizeof(char))));
        }

        private ReadOnlySpan<byte> Take(int bytes)
        {
            var taken = rest[..bytes];
            rest = rest[bytes..];
            return taken;
        }
    }
}
