using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace LogisticsScreening.Server.Referrals.Pdf;

/// <summary>
/// Objects of a PDF file and how they are written: a plain cross-reference table, no object streams, so that an officer's expert can read the file with a text editor.
/// </summary>
internal sealed class PdfFile
{
    /// <summary>Four bytes above 127 tell programs that move files not to treat this one as text.</summary>
    private static ReadOnlySpan<byte> BinaryMark => [0xE2, 0xE3, 0xCF, 0xD3];

    private readonly List<byte[]?> objects = [];

    /// <summary>Takes the next object number; its content must follow before <see cref="Save"/>.</summary>
    public int Reserve()
    {
        objects.Add(null);
        return objects.Count;
    }

    public void Set(int id, string content) => objects[id - 1] = Encoding.Latin1.GetBytes(content);

    public int Add(string content)
    {
        var id = Reserve();
        Set(id, content);
        return id;
    }

    /// <param name="id">Object number from <see cref="Reserve"/>.</param>
    /// <param name="entries">Entries of the stream's dictionary, without length and filter.</param>
    /// <param name="content">Bytes as they are, before compression.</param>
    /// <param name="compress">False for what is compressed already or must stay readable (metadata).</param>
    public void SetStream(int id, string entries, ReadOnlySpan<byte> content, bool compress = true)
    {
        var body = compress ? Deflate(content) : content.ToArray();
        var filter = compress ? " /Filter /FlateDecode" : "";
        var head = Encoding.Latin1.GetBytes($"<< {entries}{filter} /Length {Number(body.Length)} >>\nstream\n");
        objects[id - 1] = [.. head, .. body, .. "\nendstream"u8];
    }

    public int AddStream(string entries, ReadOnlySpan<byte> content, bool compress = true)
    {
        var id = Reserve();
        SetStream(id, entries, content, compress);
        return id;
    }

    /// <summary>The file. Its identifier is derived from its content, so equal objects give equal bytes.</summary>
    public byte[] Save(int catalog, int info)
    {
        using var file = new MemoryStream();
        file.Write([.. "%PDF-1.7\n%"u8, .. BinaryMark, (byte)'\n']);
        var offsets = new long[objects.Count];
        for (var i = 0; i < objects.Count; i++)
        {
            var content = objects[i] ?? throw new InvalidOperationException($"PDF object {i + 1} was reserved and never written.");
            offsets[i] = file.Position;
            file.Write(Encoding.Latin1.GetBytes($"{Number(i + 1)} 0 obj\n"));
            file.Write(content);
            file.Write("\nendobj\n"u8);
        }

        var identifier = Convert.ToHexString(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length)).AsSpan(0, 16));
        var xref = file.Position;
        var tail = new StringBuilder();
        tail.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            tail.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        tail.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root {catalog} 0 R /Info {info} 0 R /ID [<{identifier}> <{identifier}>] >>\nstartxref\n{xref}\n%%EOF\n");
        file.Write(Encoding.Latin1.GetBytes(tail.ToString()));
        return file.ToArray();
    }

    /// <summary>A text string: hexadecimal UTF-16 with byte order mark, safe for every character.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    /// <summary>An instant in PDF's own notation, whole seconds, UTC.</summary>
    public static string Date(DateTimeOffset at) => $"(D:{at.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}+00'00')";

    /// <summary>A number with at most three decimals, never with an exponent.</summary>
    public static string Number(double value) => Math.Round(value, 3).ToString("0.###", CultureInfo.InvariantCulture);

    private static byte[] Deflate(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(content);
        return packed.ToArray();
    }
}
