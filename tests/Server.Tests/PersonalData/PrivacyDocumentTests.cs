using System.Text.RegularExpressions;
using Dapper;
using LogisticsScreening.Server.Tests.Database;

namespace LogisticsScreening.Server.Tests.PersonalData;

/// <summary>docs/privacy.md against the schema: every column of every table is named in the section of its table with the form it has, and nothing else is.</summary>
public sealed partial class PrivacyDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "privacy.md"));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Document_NamesEveryColumnOfTheSchema_AndNoOther()
    {
        var schema = await SchemaAsync();
        Assert.True(schema.Count > 200);
        Assert.Empty(Differences(Document, schema));
    }

    [Fact]
    public async Task Document_ThatLacksAColumnOrATable_OrNamesOneTooMany_IsNoticed()
    {
        var schema = await SchemaAsync();
        Assert.Equal(["not named: registrations.shoe_size"], Differences(Document, [.. schema, "registrations.shoe_size"]));
        Assert.Equal(["not named: shoes.id"], Differences(Document, [.. schema, "shoes.id"]));
        // Named in another section is not named.
        Assert.Equal(["not named: agreements.phone_cipher"], Differences(Document, [.. schema, "agreements.phone_cipher"]));
        Assert.Equal(["not in the schema: registrations.number_cipher"], Differences(Document, [.. schema.Where(column => column != "registrations.number_cipher")]));
        Assert.Equal(
            ["form of registrations.number_key"],
            Differences(Document.Replace("| `number_key`, `phone_key` | found at a scan | hashed |", "| `number_key`, `phone_key` | found at a scan | plain |", StringComparison.Ordinal), schema)
                .Where(difference => difference.EndsWith("number_key", StringComparison.Ordinal)));
    }

    private static async Task<List<string>> SchemaAsync()
    {
        await using var database = await MigratedDatabase.CreateAsync(TestDatabase.Sqlite(), Ct);
        await using var connection = await database.Sql.OpenAsync(Ct);
        return (await connection.QueryAsync<string>("SELECT t.name || '.' || c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'")).AsList();
    }

    /// <summary>A row names columns of the table in the heading above it; in the last part, which has no such heading, of the table in its own first cell.</summary>
    private static List<string> Differences(string document, List<string> schema)
    {
        var named = new Dictionary<string, string>(StringComparer.Ordinal);
        string? table = null;
        foreach (var line in document.Split('\n'))
        {
            if (line.StartsWith('#'))
                table = TableHeading().Match(line) is { Success: true } heading ? heading.Groups[1].Value : null;
            if (!line.StartsWith("| `", StringComparison.Ordinal))
                continue;
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            var (of, columns, form) = table is null ? (Code().Match(cells[1]).Groups[1].Value, cells[2], "") : (table, cells[1], cells[3]);
            foreach (Match column in Code().Matches(columns))
                named[$"{of}.{column.Groups[1].Value}"] = form;
        }

        return
        [
            .. schema.Where(column => !named.ContainsKey(column)).Select(column => $"not named: {column}"),
            .. named.Keys.Where(column => !schema.Contains(column)).Select(column => $"not in the schema: {column}"),
            .. named.Where(column => FormOf(column.Key) is { } form && column.Value != form).Select(column => $"form of {column.Key}"),
        ];
    }

    /// <summary>What the name of a column says of its form; users.user_name_key is the one spelling of a name and older than the rule.</summary>
    private static string? FormOf(string column) =>
        column.EndsWith("_cipher", StringComparison.Ordinal) ? "encrypted"
        : column.EndsWith("_key", StringComparison.Ordinal) && column != "users.user_name_key" ? "hashed"
        : null;

    [GeneratedRegex("^### `(\\w+)`")]
    private static partial Regex TableHeading();

    [GeneratedRegex("`(\\w+)`")]
    private static partial Regex Code();
}
