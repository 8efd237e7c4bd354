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

    private readonly ArrayBufferWriter<byte> output = new(2048);
    private readonly string?[] lastName = new string?[MaxDepth];
    private int depth;
    private bool comma;

    public ReadOnlySpan<byte> Written => output.WrittenSpan;

    public void Clear()
    {
        output.ResetWrittenCount();
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
        Utf8Formatter.TryFormat(value, output.GetSpan(20), out var written);
        output.Advance(written);
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
        WriteString(name);
        Byte((byte)':');
        comma = false;
    }

    private void Separate()
    {
        if (comma)
            Byte((byte)',');
        comma = false;
    }

    private void Byte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    private void WriteString(ReadOnlySpan<char> text)
    {
        Byte((byte)'"');
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(NeedsEscape);
            var run = plain < 0 ? text : text[..plain];
            var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(run.Length));
            output.Advance(Encoding.UTF8.GetBytes(run, span));
            text = text[run.Length..];
            if (!text.IsEmpty)
                text = text[WriteSpecial(text)..];
        }

        Byte((byte)'"');
    }

    private static readonly SearchValues<char> NeedsEscape = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    /// <summary>Writes the first character of <paramref name="text"/> and tells how many UTF-16 code units it took.</summary>
    private int WriteSpecial(ReadOnlySpan<char> text)
    {
        var c = text[0];
        if (char.IsHighSurrogate(c) && text.Length > 1 && char.IsLowSurrogate(text[1]))
        {
            output.Advance(Encoding.UTF8.GetBytes(text[..2], output.GetSpan(4)));
            return 2;
        }

        ReadOnlySpan<byte> escape = c switch
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
        if (escape.IsEmpty)
        {
            var span = output.GetSpan(6);
            "\\u"u8.CopyTo(span);
            Utf8Formatter.TryFormat((uint)c, span[2..], out _, new StandardFormat('x', 4));
            output.Advance(6);
        }
        else
        {
            output.Write(escape);
        }

        return 1;
    }
}
