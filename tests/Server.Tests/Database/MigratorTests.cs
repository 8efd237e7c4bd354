using Dapper;
using LogisticsScreening.Server.Database;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogisticsScreening.Server.Tests.Database;

/// <summary>What the migrator promises, on its own small migrations; the same for both databases.</summary>
public abstract class MigratorTests
{
    private static readonly Migration First = Migration.Parse("0001_shelves.sql", "CREATE TABLE shelves (id INT NOT NULL PRIMARY KEY);\nCREATE TABLE boxes (id INT NOT NULL PRIMARY KEY);");
    private static readonly Migration Second = Migration.Parse("0002_labels.sql", "CREATE TABLE labels (id INT NOT NULL PRIMARY KEY);");
    private static readonly Migration Broken = Migration.Parse("0002_labels.sql", "CREATE TABLE labels (id INT NOT NULL PRIMARY KEY);\nCREATE TABLE shelves (id INT);");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract Task<TestDatabase> CreateAsync();

    [Fact]
    public async Task Run_EmptyDatabase_AppliesAllThenNothing()
    {
        await using var database = await CreateAsync();
        Assert.Equal(2, await MigrateAsync(database, First, Second));
        Assert.Equal(0, await MigrateAsync(database, First, Second));
        Assert.Equal(0, await CountAsync(database, "labels"));
        Assert.Equal(2, await CountAsync(database, "schema_journal"));
    }

    [Fact]
    public async Task Run_NewerDatabase_IsRefusedWithBothVersions()
    {
        await using var database = await CreateAsync();
        await MigrateAsync(database, First, Second);
        var error = await Assert.ThrowsAsync<StartupException>(() => MigrateAsync(database, First));
        Assert.Contains("newer than this server (schema 2, this server knows 1)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ChangedText_IsRefusedByName()
    {
        await using var database = await CreateAsync();
        await MigrateAsync(database, First);
        var changed = Migration.Parse("0001_shelves.sql", First.Sql + "\n-- changed");
        var error = await Assert.ThrowsAsync<StartupException>(() => MigrateAsync(database, changed, Second));
        Assert.Contains("0001_shelves", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(database, "schema_journal"));
    }

    [Fact]
    public async Task Run_OtherLineEnds_AreTheSameText()
    {
        await using var database = await CreateAsync();
        await MigrateAsync(database, First);
        Assert.Equal(0, await MigrateAsync(database, Migration.Parse("0001_shelves.sql", First.Sql.ReplaceLineEndings("\r\n"))));
    }

    [Fact]
    public async Task Run_WhenOneFails_LeavesTheOlderSchemaWholeAndGoesOnLater()
    {
        await using var database = await CreateAsync();
        await Assert.ThrowsAsync<StartupException>(() => MigrateAsync(database, First, Broken));
        Assert.Equal(1, await CountAsync(database, "schema_journal"));
        Assert.Equal(1, await MigrateAsync(database, First, Second));
    }

    [Fact]
    public async Task Run_SeveralAtOnce_ApplyEachMigrationOnce()
    {
        await using var database = await CreateAsync();
        var applied = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => MigrateAsync(database, First, Second))));
        Assert.Equal(2, applied.Sum());
    }

    private protected static Task<int> MigrateAsync(TestDatabase database, params Migration[] migrations) =>
        new Migrator(database.Dialect, migrations, TimeProvider.System, NullLogger.Instance).RunAsync(Ct);

    private protected static async Task<int> CountAsync(TestDatabase database, string table)
    {
        await using var connection = await database.Sql.OpenAsync(Ct);
        return await connection.ExecuteScalarAsync<int>($"SELECT COUNT(*) FROM {table}");
    }
}

public sealed class SqliteMigratorTests : MigratorTests
{
    private static readonly Migration First = Migration.Parse("0001_shelves.sql", "CREATE TABLE shelves (id INT NOT NULL PRIMARY KEY);");
    private static readonly Migration Second = Migration.Parse("0002_labels.sql", "CREATE TABLE labels (id INT NOT NULL PRIMARY KEY);");

    private protected override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.Sqlite());

    [Fact]
    public async Task Run_OnADatabaseWithContent_KeepsACopyOfTheOldSchema()
    {
        await using var database = TestDatabase.Sqlite();
        await MigrateAsync(database, First);
        Assert.False(Directory.Exists(database.BackupDirectory));
        await database.Sql.WriteAsync((c, t) => c.Execute("INSERT INTO shelves (id) VALUES (42)", transaction: t), TestContext.Current.CancellationToken);
        await MigrateAsync(database, First, Second);

        var copy = Assert.Single(Directory.GetFiles(database.BackupDirectory));
        Assert.StartsWith("schema-0001-", Path.GetFileName(copy), StringComparison.Ordinal);
        using var dialect = new SqliteDialect(copy, database.BackupDirectory);
        await using var old = await dialect.OpenAsync(TestContext.Current.CancellationToken);
        Assert.Equal(42, await old.ExecuteScalarAsync<int>("SELECT id FROM shelves"));
        Assert.Equal(0, await old.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'labels'"));
    }

    [Fact]
    public async Task ExpireCopies_DeletesOnlyWhatIsTooOld()
    {
        await using var database = TestDatabase.Sqlite();
        Directory.CreateDirectory(database.BackupDirectory);
        foreach (var (name, days) in new[] { ("schema-0001-old.db", 31), ("schema-0002-new.db", 29), ("mine.db", 400) })
        {
            var file = Path.Combine(database.BackupDirectory, name);
            await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-days));
        }

        Migrator.ExpireCopies(database.BackupDirectory, TimeSpan.FromDays(30), TimeProvider.System, NullLogger.Instance);
        Assert.Equal(["mine.db", "schema-0002-new.db"], Directory.GetFiles(database.BackupDirectory).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Run_FileThatIsNoDatabase_IsRefusedInOneLine()
    {
        await using var database = TestDatabase.Sqlite();
        await File.WriteAllTextAsync(Path.Combine(database.Directory, "test.db"), new string('x', 5000), TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<StartupException>(() => MigrateAsync(database, First));
        Assert.DoesNotContain('\n', error.Message);
    }
}

public sealed class SqlServerMigratorTests : MigratorTests
{
    private protected override Task<TestDatabase> CreateAsync() => TestDatabase.SqlServerOrSkipAsync(TestContext.Current.CancellationToken);
}
