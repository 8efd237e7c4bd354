using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace LogisticsScreening.Server.Web;

/// <summary>A row of an uploaded or named CSV file: a value, or what is wrong with it.</summary>
/// <param name="Line">Line of the file where the row ends; the header is line 1.</param>
internal sealed record CsvOutcome<T>(int Line, T? Value, IReadOnlyList<CsvProblem> Problems)
    where T : class;

/// <param name="Field">Column; empty when the whole row or file is meant.</param>
/// <param name="Reason">For people, in English; it never repeats the value, which may be personal data.</param>
internal sealed record CsvProblem(string Field, string Reason)
{
    public override string ToString() => Field.Length == 0 ? Reason : $"{Field}: {Reason}";
}

/// <summary>The file as a whole cannot be read: its encoding, its header or its quoting. The message names the line.</summary>
internal sealed class CsvFormatException(int line, string reason) : Exception($"line {line}: {reason}");

/// <summary>
/// Streams a comma-separated file of people's making (RFC 4180, UTF-8, header row) row by row. Columns may stand in any order and optional ones may be
/// absent; unknown ones are refused by name, as in JSON. A bad row is an outcome and reading goes on.
/// </summary>
internal static class CsvInput
{
    /// <summary>The longest row is a fraction of this; a hostile one costs no more memory.</summary>
    private const int LongestField = 10_000;

    /// <summary>A waybill of 200 items with every column of each has about 1,900.</summary>
    private const int MostColumns = 2_500;

    /// <param name="make">Reads one row through its <see cref="CsvCells"/>; what it returns is used only when the row has no problem.</param>
    /// <exception cref="CsvFormatException">While enumerating.</exception>
    public static IEnumerable<CsvOutcome<T>> Read<T>(Stream stream, IReadOnlyList<string> required, IReadOnlyList<string> optional, Func<CsvCells, T?> make)
        where T : class => Read(stream, required, optional.Contains, make);

    /// <inheritdoc cref="Read{T}(Stream, IReadOnlyList{string}, IReadOnlyList{string}, Func{CsvCells, T})"/>
    public static IEnumerable<CsvOutcome<T>> Read<T>(Stream stream, IReadOnlyList<string> required, Func<string, bool> isOptional, Func<CsvCells, T?> make)
        where T : class
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        SkipByteOrderMark(reader);
        var badQuotes = false;
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            MissingFieldFound = null,
            BadDataFound = _ => badQuotes = true,
            MaxFieldSize = LongestField,
        });
        var header = Header(csv, required, isOptional);
        var cells = new CsvCells(header);
        while (Step(csv))
        {
            cells.Begin(csv.Parser.Record ?? []);
            if (badQuotes || csv.Parser.Count != header.Length)
                cells.Problem("", badQuotes ? "has a quote out of place" : $"has {csv.Parser.Count} fields instead of {header.Length}");
            badQuotes = false;
            var value = cells.Any ? null : make(cells);
            yield return new(csv.Parser.RawRow, cells.Any ? null : value, cells.End());
        }
    }

    private static void SkipByteOrderMark(StreamReader reader)
    {
        try
        {
            if (reader.Peek() == '\uFEFF')
                reader.Read();
        }
        catch (DecoderFallbackException)
        {
            throw new CsvFormatException(1, "this or one soon after it is not UTF-8: save the file as CSV UTF-8");
        }
    }

    private static string[] Header(CsvReader csv, IReadOnlyList<string> required, Func<string, bool> isOptional)
    {
        if (!Step(csv))
            throw new CsvFormatException(1, "the header row is missing");
        var header = csv.Parser.Record ?? [];
        if (header.Length > MostColumns)
            throw new CsvFormatException(1, $"has more than {MostColumns} columns");
        if (header.FirstOrDefault(h => !required.Contains(h) && !isOptional(h)) is { } unknown)
            throw new CsvFormatException(1, $"\"{RefusedCharacters.Shown(unknown)}\" is not a known column");
        if (required.FirstOrDefault(r => !header.Contains(r)) is { } absent)
            throw new CsvFormatException(1, $"lacks the column {absent}");
        if (header.Length != header.Distinct(StringComparer.Ordinal).Count())
            throw new CsvFormatException(1, "has a column twice");
        return header;
    }

    private static bool Step(CsvReader csv)
    {
        try
        {
            return csv.Read();
        }
        catch (DecoderFallbackException)
        {
            throw new CsvFormatException(csv.Parser.RawRow + 1, "this or one soon after it is not UTF-8: save the file as CSV UTF-8");
        }
        catch (CsvHelperException)
        {
            throw new CsvFormatException(csv.Parser.RawRow, $"has a field of more than {LongestField} characters or a quote that is never closed");
        }
    }
}
