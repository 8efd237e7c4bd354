using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace LogisticsScreening.Screening.Decisions;

/// <summary>
/// Writes canonical JSON (RFC 8785): no white space, members in the order of their UTF-16 code units, shortest escapes. Only strings, whole
/// numbers, booleans, arrays and objects; members must be written in order, and a wrong order is a bug that throws.
/// A lone surrogate, which has no UTF-8 form, is written as the escape \udXXX so that any input has exactly one form.
/// </summary>
public sealed class CanonicalJson
{
    private const int MaxDepth = 16;

    /// <summary>A SHA-512 is the longest thing written in hexadecimal.</summary>
    private const int LongestHex = 64;

    /// <summary>UTF-8 bytes of one UTF-16 unit at most, written as an escape.</summary>
    private const int LongestUnit = 6;

    /// <summary>A power of two, several times the names of a decision.</summary>
    private const int RememberedNames = 1024;

    private byte[] output = new byte[2048];
    private int length;
    private readonly string?[] lastName = new string?[MaxDepth];

    // The names are the same few strings in every document, and half of what is written.
    private readonly (string? Name, byte[] Written)[] remembered = new (string?, byte[])[RememberedNames];
    private int depth;
    private bool comma;

    public ReadOnlySpan<byte> Written => output.AsSpan(0, length);

    public void Clear()
    {
        length = 0;
        depth = 0;
        comma = false;
    }

    public CanonicalJson StartObject(string? name = null) => Open(name, (byte)'{');

    public CanonicalJson EndObject() => Close((byte)'}');

    public CanonicalJson StartArray(string? name = null) => Open(name, (byte)'[');

    public CanonicalJson EndArray() => Close((byte)']');

    public CanonicalJson Text(string name, string value)
    {
        Name(name);
        return Value(value);
    }

    /// <summary>Bytes as lower-case hexadecimal text, without making a string of them.</summary>
    public CanonicalJson Hex(string name, ReadOnlySpan<byte> value)
    {
        Name(name);
        Separate();
        Span<char> text = stackalloc char[2 * LongestHex];
        if (!Convert.TryToHexStringLower(value, text, out var written))
            throw new ArgumentOutOfRangeException(nameof(value));
        WriteString(text[..written]);
        comma = true;
        return this;
    }

    /// <summary>Absent members are left out: null and "not there" are the same fact.</summary>
    public CanonicalJson Optional(string name, string? value) => value is null ? this : Text(name, value);

    public CanonicalJson Optional(string name, long? value) => value is { } number ? Number(name, number) : this;

    public CanonicalJson Number(string name, long value)
    {
        Name(name);
        return Value(value);
    }

    public CanonicalJson Value(string value)
    {
        Separate();
        WriteString(value);
        comma = true;
        return this;
    }

    public CanonicalJson Value(long value)
    {
        Separate();
        Utf8Formatter.TryFormat(value, Room(20), out var written);
        length += written;
        comma = true;
        return this;
    }

    private CanonicalJson Open(string? name, byte bracket)
    {
        if (name is not null)
            Name(name);
        Separate();
        Byte(bracket);
        lastName[++depth] = null;
        comma = false;
        return this;
    }

    private CanonicalJson Close(byte bracket)
    {
        Byte(bracket);
        depth--;
        comma = true;
        return this;
    }

    private void Name(string name)
    {
        if (string.CompareOrdinal(lastName[depth], name) >= 0)
            throw new InvalidOperationException($"Canonical JSON: \"{name}\" does not follow \"{lastName[depth]}\".");
        lastName[depth] = name;
        Separate();
        ref var known = ref remembered[name.Length == 0 ? 0 : ((23 * name.Length) + (26 * name[0]) + (7 * name[^1]) + name[name.Length / 2]) & (RememberedNames - 1)];
        if (ReferenceEquals(known.Name, name))
        {
            known.Written.CopyTo(Room(known.Written.Length));
            length += known.Written.Length;
            return;
        }

        var start = length;
        WriteString(name);
        Byte((byte)':');
        if (known.Name is null)
            known = (name, output.AsSpan(start, length - start).ToArray());
    }

    private void Separate()
    {
        if (comma)
            Byte((byte)',');
        comma = false;
    }

    private void Byte(byte value) => (Room(1)[0], length) = (value, length + 1);

    /// <summary>The free part of the output, with at least that many bytes.</summary>
    private Span<byte> Room(int bytes)
    {
        if (output.Length - length < bytes)
            Array.Resize(ref output, Math.Max(output.Length * 2, length + bytes));
        return output.AsSpan(length);
    }

    /// <summary>One pass, because most texts are short: what a decision costs is to a good part this loop.</summary>
    private void WriteString(ReadOnlySpan<char> text)
    {
        var room = Room((text.Length * LongestUnit) + 2);
        var at = 0;
        room[at++] = (byte)'"';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= ' ' and < '\u0080' and not '"' and not '\\')
            {
                room[at++] = (byte)c;
            }
            else if (c is >= '\u0800' and < '\uD800' or > '\uDFFF')
            {
                room[at++] = (byte)(0xE0 | (c >> 12));
                room[at++] = (byte)(0x80 | ((c >> 6) & 0x3F));
                room[at++] = (byte)(0x80 | (c & 0x3F));
            }
            else
            {
                at += WriteSpecial(text[i..], room[at..], out var units);
                i += units - 1;
            }
        }

        room[at++] = (byte)'"';
        length += at;
    }

    /// <summary>Writes the first character of <paramref name="text"/>; returns the bytes and tells how many UTF-16 code units it took.</summary>
    private static int WriteSpecial(ReadOnlySpan<char> text, Span<byte> room, out int units)
    {
        var c = text[0];
        units = char.IsHighSurrogate(c) && text.Length > 1 && char.IsLowSurrogate(text[1]) ? 2 : 1;
        if (units == 2 || c is >= '\u0080' and < '\u0800')
            return Encoding.UTF8.GetBytes(text[..units], room);
        var escape = c switch
        {
            '"' => "\\\""u8,
            '\\' => "\\\\"u8,
            '\b' => "\\b"u8,
            '\t' => "\\t"u8,
            '\n' => "\\n"u8,
            '\f' => "\\f"u8,
            '\r' => "\\r"u8,
            _ => default,
        };
        if (!escape.IsEmpty)
        {
            escape.CopyTo(room);
            return escape.Length;
        }

        "\\u"u8.CopyTo(room);
        Utf8Formatter.TryFormat((uint)c, room[2..], out _, new StandardFormat('x', 4));
        return LongestUnit;
    }
}
