using System.Text.RegularExpressions;
using LogisticsScreening.Server.Database;

namespace LogisticsScreening.Server.Tests.Database;

/// <summary>The two schemas are one: same numbers, names, tables, columns and indexes.</summary>
public sealed partial class MigrationTwinTests
{
    private static readonly IReadOnlyList<Migration> Sqlite = Migration.Embedded("sqlite");
    private static readonly IReadOnlyList<Migration> SqlServer = Migration.Embedded("sqlserver");

    [Fact]
    public void Twins_HaveTheSameNumbersAndNames()
    {
        Assert.NotEmpty(Sqlite);
        Assert.Equal(Sqlite.Select(migration => (migration.Number, migration.Name)), SqlServer.Select(migration => (migration.Number, migration.Name)));
    }

    [Fact]
    public void Numbers_BeginAtOneWithoutGaps() =>
        Assert.Equal(Enumerable.Range(1, Sqlite.Count), Sqlite.Select(migration => migration.Number));

    [Fact]
    public void Twins_MakeTheSameTablesColumnsAndIndexes() => Assert.All(
        Sqlite.Zip(SqlServer),
        twins => Assert.Equal(Shape(twins.First.Sql), Shape(twins.Second.Sql)));

    [Fact]
    public void SqlServer_Texts_AreUnicodeAndHoldNoBatchSeparator() => Assert.All(SqlServer, migration =>
    {
        Assert.DoesNotMatch(@"(?<!N)\bVARCHAR\b|\bUNIQUEIDENTIFIER\b|\bDATETIME", migration.Sql.ToUpperInvariant());
        Assert.DoesNotMatch(@"(?m)^\s*GO\s*$", migration.Sql.ToUpperInvariant());
    });

    /// <summary>Names only: each table with its columns, each index with its table.</summary>
    private static List<string> Shape(string sql)
    {
        var text = Comment().Replace(sql, "");
        var tables = Table().Matches(text).Select(table =>
            $"{table.Groups[1].Value}: {string.Join(", ", Line().Matches(table.Groups[2].Value).Select(line => line.Groups[1].Value).Where(word => !Constraints.Contains(word)))}");
        var indexes = Index().Matches(text).Select(index => Spaces().Replace(index.Value, " "));
        var added = Added().Matches(text).Select(column => $"{column.Groups[1].Value} + {column.Groups[3].Value}");
        return [.. tables, .. added, .. indexes];
    }

    private static readonly HashSet<string> Constraints = ["PRIMARY", "FOREIGN", "UNIQUE", "CHECK", "CONSTRAINT", "REFERENCES"];

    [GeneratedRegex("--.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"CREATE TABLE (\w+) \((.*?)^\)", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Table();

    [GeneratedRegex(@"ALTER TABLE (\w+) ADD (COLUMN )?(\w+)")]
    private static partial Regex Added();

    [GeneratedRegex(@"^\s*(\w+)", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"CREATE (UNIQUE )?INDEX \w+\s+ON \w+ \([^)]*\)")]
    private static partial Regex Index();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
