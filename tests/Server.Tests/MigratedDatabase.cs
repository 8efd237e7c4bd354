using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Tests.Database;
using Microsoft.Extensions.Logging.Abstractions;

namespace LogisticsScreening.Server.Tests;

/// <summary>A fresh database at the server's schema with a key ring of its own, for tests of stores without a server. On SQL Server too, where one is configured.</summary>
internal sealed class MigratedDatabase : IAsyncDisposable
{
    private readonly TestDatabase database;

    private MigratedDatabase(TestDatabase database, KeyRing ring, SteppedClock clock)
    {
        this.database = database;
        Ring = ring;
        Clock = clock;
        Cipher = new(ring);
        Index = new(ring);
        Audit = new(database.Sql, Cipher, clock);
    }

    public SqlDatabase Sql => database.Sql;
    public SteppedClock Clock { get; }
    public KeyRing Ring { get; }
    public FieldCipher Cipher { get; }
    public BlindIndex Index { get; }
    public Audit Audit { get; }

    public static async Task<MigratedDatabase> CreateAsync(TestDatabase database, CancellationToken ct)
    {
        var clock = new SteppedClock();
        await new Migrator(database.Dialect, Migration.Embedded(database.Dialect.Name), clock, NullLogger.Instance).RunAsync(ct);
        return new(database, KeyRing.Open(Path.Combine(database.Directory, "keys"), clock), clock);
    }

    public async ValueTask DisposeAsync()
    {
        Cipher.Dispose();
        await database.DisposeAsync();
    }
}
