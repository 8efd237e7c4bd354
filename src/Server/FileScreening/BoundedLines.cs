namespace LogisticsScreening.Server.FileScreening;

/// <summary>One line of a file: its bytes without the line end, or null when it is longer than a waybill can be.</summary>
internal readonly record struct FileLine(int Number, byte[]? Bytes);

/// <summary>Reads a file of lines one by one, with a bound on each, so that neither a long file nor a long line fills the memory. Empty lines are skipped.</summary>
internal sealed class BoundedLines(Stream stream)
{
    /// <summary>Above the largest waybill that Intake accepts, every character escaped.</summary>
    public const int LongestLine = 1 << 20;

    private const int ReadSize = 1 << 16;
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private byte[] buffer = new byte[ReadSize];
    private int start;
    private int end;
    private bool atEnd;
    private int number;

    /// <summary>Bytes taken from the stream so far, for the progress bar.</summary>
    public long BytesRead { get; private set; }

    public FileLine? Next()
    {
        while (true)
        {
            if (NextRaw() is not { } line)
                return null;
            if (line.Bytes is not { } bytes || bytes.AsSpan().IndexOfAnyExcept((byte)' ', (byte)'\t') >= 0)
                return line;
        }
    }

    private FileLine? NextRaw()
    {
        var searched = 0;
        while (true)
        {
            var at = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                var length = searched + at;
                var line = Take(length);
                start += length + 1;
                return line;
            }

            searched = end - start;
            if (searched > LongestLine)
                return SkipRest();
            if (!Fill())
            {
                if (searched == 0)
                    return null;
                var last = Take(searched);
                start = end;
                return last;
            }
        }
    }

    private FileLine Take(int length)
    {
        number++;
        var span = buffer.AsSpan(start, length);
        if (span is [.., (byte)'\r'])
            span = span[..^1];
        if (number == 1 && span.StartsWith(ByteOrderMark))
            span = span[ByteOrderMark.Length..];
        return new(number, span.Length > LongestLine ? null : span.ToArray());
    }

    private FileLine SkipRest()
    {
        number++;
        while (true)
        {
            var at = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (at >= 0)
            {
                start += at + 1;
                break;
            }

            start = end;
            if (!Fill())
                break;
        }

        return new(number, null);
    }

    private bool Fill()
    {
        if (atEnd)
            return false;
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        BytesRead += read;
        atEnd = read == 0;
        return !atEnd;
    }
}
