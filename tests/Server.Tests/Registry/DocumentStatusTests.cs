using System.Text;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Registry;
using LogisticsScreening.Server.Tests.Database;

namespace LogisticsScreening.Server.Tests.Registry;

/// <summary>A status set by hand stands against every registration that is not later than it.</summary>
public abstract class DocumentStatusTests
{
    private const string Header = "idType,idNumber,name,phone,registeredAt,status\n";
    private const string Number = "E12345678";
    private static readonly DateTimeOffset SetAt = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected abstract Task<TestDatabase> CreateAsync();

    [Theory]
    [InlineData(RegistrationStatus.Lost, -1, ChangeKind.Imported, true)]
    [InlineData(RegistrationStatus.Lost, 0, ChangeKind.Imported, true)]
    [InlineData(RegistrationStatus.Lost, 1, ChangeKind.Imported, false)]
    [InlineData(RegistrationStatus.Lost, 1, ChangeKind.Counter, true)]
    [InlineData(RegistrationStatus.Revoked, 1, ChangeKind.Counter, true)]
    [InlineData(RegistrationStatus.Active, 1, ChangeKind.Counter, false)]
    [InlineData(RegistrationStatus.Active, -1, ChangeKind.Imported, true)]
    public void StandsAgainst_ByDayAndWay_AsWritten(RegistrationStatus status, int daysLater, object by, bool stands) =>
        Assert.Equal(stands, new DocumentStatus(status, SetAt).StandsAgainst(SetAt.AddDays(daysLater), (ChangeKind)by));

    [Fact]
    public async Task HandSetStatus_OutlastsACorrectedRowAndAnEarlierOne_AndEndsWithALaterRegistration()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        await ImportAsync(database, "王试二", "13900000001", "2026-01-01");
        await SetAsync(database, RegistrationStatus.Lost);

        // The same registration with its phone corrected; one of a day before the report; one of the day after.
        Assert.Equal(1, await ImportAsync(database, "王试二", "13900000002", "2026-01-01"));
        Assert.Equal(RegistrationStatus.Lost, await StatusAsync(database));
        Assert.Equal(1, await ImportAsync(database, "王试二", "13900000003", "2026-11-21"));
        Assert.Equal(RegistrationStatus.Lost, await StatusAsync(database));
        Assert.Equal(1, await ImportAsync(database, "王试二", "13900000003", "2026-11-23"));
        Assert.Equal(RegistrationStatus.Active, await StatusAsync(database));
        // And is then over for good.
        Assert.Equal(1, await ImportAsync(database, "王试二", "13900000004", "2026-11-23"));
        Assert.Equal(RegistrationStatus.Active, await StatusAsync(database));
    }

    [Fact]
    public async Task ActiveSetByHand_OutlastsACorrectedRowThatSaysLost()
    {
        await using var database = await MigratedDatabase.CreateAsync(await CreateAsync(), Ct);
        await ImportAsync(database, "王试二", "13900000001", "2026-01-01", "lost");
        await SetAsync(database, RegistrationStatus.Active);
        Assert.Equal(1, await ImportAsync(database, "王试二", "13900000002", "2026-01-01", "lost"));
        Assert.Equal(RegistrationStatus.Active, await StatusAsync(database));
    }

    private static RegistrationStore Store(MigratedDatabase database) => new(database.Sql, database.Cipher, database.Index);

    private static async Task<long> ImportAsync(MigratedDatabase database, string name, string phone, string day, string status = "active")
    {
        var csv = $"{Header}passport,{Number},{name},{phone},{day}T00:00:00Z,{status}\n";
        var report = await new RegistrationImport(Store(database), database.Sql, database.Audit, database.Clock).ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), new Progress<long>(), Ct);
        return report.Added + report.Changed;
    }

    private static async Task SetAsync(MigratedDatabase database, RegistrationStatus status)
    {
        var id = (await Store(database).FindIdAsync(IdType.Passport, Number, Ct))!.Value;
        Assert.True(await new RegistrationChanges(database.Sql, database.Cipher).SetStatusAsync(id, status, new(ChangeKind.Status, null, "本人报失"), (_, _) => { }, database.Clock.Now, Ct));
    }

    private static async Task<RegistrationStatus> StatusAsync(MigratedDatabase database) => Assert.Single(await Store(database).FindAsync(new(IdNumber.KeyOf(Number), null), Ct)).Status;
}

public sealed class DocumentStatusOnSqliteTests : DocumentStatusTests
{
    private protected override Task<TestDatabase> CreateAsync() => Task.FromResult(TestDatabase.Sqlite());
}

public sealed class DocumentStatusOnSqlServerTests : DocumentStatusTests
{
    private protected override Task<TestDatabase> CreateAsync() => TestDatabase.SqlServerOrSkipAsync(TestContext.Current.CancellationToken);
}
