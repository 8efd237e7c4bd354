using System.Data.Common;
using Dapper;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Access;

/// <summary>The SQL that more than one use case of access needs.</summary>
internal sealed class AccessStore(SqlDatabase database, FieldCipher cipher)
{
    public const string DisplayNamePurpose = "users.display_name";

    public static readonly EncryptedTable EncryptedUsers = new("users", "id", new EncryptedColumn("display_name_cipher", DisplayNamePurpose));

    public async Task<OrganisationTree> ReadTreeAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var rows = await connection.QueryAsync<UnitRow>("""
            SELECT id,
                   code,
                   kind,
                   parent_id,
                   name_zh,
                   name_en,
                   from_day,
                   until_day
            FROM organisation_units
            """);
        return new(rows.Select(row => row.ToUnit()));
    }

    public static void InsertUnit(DbConnection connection, DbTransaction transaction, OrganisationUnit unit) => connection.Execute(
        """
        INSERT INTO organisation_units (id, code, kind, parent_id, name_zh, name_en, from_day, until_day)
        VALUES (@Id, @Code, @Kind, @ParentId, @NameZh, @NameEn, @FromDay, @UntilDay)
        """,
        new
        {
            unit.Id,
            unit.Code,
            Kind = EnumText<UnitKind>.Of(unit.Kind),
            unit.ParentId,
            NameZh = unit.Name.Zh,
            NameEn = unit.Name.En,
            FromDay = unit.From.ToStored(),
            UntilDay = unit.Until?.ToStored(),
        },
        transaction);

    /// <summary>The account and the sessions that were live when it was read; null when there is no such user.</summary>
    public async Task<(Account Account, IReadOnlySet<Guid> Sessions)?> ReadAccountAsync(Guid userId, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        using var rows = await connection.QueryMultipleAsync(
            """
            SELECT id,
                   user_name,
                   display_name_cipher,
                   disabled_at
            FROM users
            WHERE id = @UserId;
            SELECT role
            FROM user_roles
            WHERE user_id = @UserId;
            SELECT unit_id
            FROM user_units
            WHERE user_id = @UserId;
            SELECT id
            FROM sessions
            WHERE user_id = @UserId
              AND ended_at IS NULL
              AND expires_at > @Now;
            """,
            new { UserId = userId, Now = now });
        if (await rows.ReadSingleOrDefaultAsync<UserRow>() is not { } user)
            return null;
        var roles = await rows.ReadAsync<string>();
        var units = await rows.ReadAsync<Guid>();
        var sessions = await rows.ReadAsync<Guid>();
        return (ToAccount(user, roles, units), sessions.ToHashSet());
    }

    public async Task<IReadOnlyList<Account>> ReadAccountsAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        using var rows = await connection.QueryMultipleAsync("""
            SELECT id,
                   user_name,
                   display_name_cipher,
                   disabled_at
            FROM users
            ORDER BY user_name_key;
            SELECT user_id,
                   role AS value
            FROM user_roles;
            SELECT user_id,
                   unit_id
            FROM user_units;
            """);
        var users = await rows.ReadAsync<UserRow>();
        var roles = (await rows.ReadAsync<RoleRow>()).ToLookup(row => row.UserId, row => row.Value);
        var units = (await rows.ReadAsync<UserUnitRow>()).ToLookup(row => row.UserId, row => row.UnitId);
        return [.. users.Select(user => ToAccount(user, roles[user.Id], units[user.Id]))];
    }

    public async Task<bool> HasUsersAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM users") > 0;
    }

    /// <exception cref="DbException">A duplicate (<see cref="SqlDialect.IsDuplicate"/>) when the name is taken.</exception>
    public void InsertUser(DbConnection connection, DbTransaction transaction, Account account, string passwordHash, DateTimeOffset now)
    {
        connection.Execute(
            """
            INSERT INTO users (id, user_name, user_name_key, display_name_cipher, password_hash, failed_count, created_at)
            VALUES (@Id, @UserName, @Key, @DisplayName, @PasswordHash, 0, @Now)
            """,
            new
            {
                account.Id,
                account.UserName,
                Key = UserNames.Key(account.UserName),
                DisplayName = cipher.Encrypt(account.DisplayName, DisplayNamePurpose),
                PasswordHash = passwordHash,
                Now = now,
            },
            transaction);
        foreach (var role in account.Roles)
            connection.Execute("INSERT INTO user_roles (user_id, role) VALUES (@Id, @Role)", new { account.Id, Role = EnumText<Role>.Of(role) }, transaction);
        foreach (var unit in account.Units)
            connection.Execute("INSERT INTO user_units (user_id, unit_id) VALUES (@Id, @Unit)", new { account.Id, Unit = unit }, transaction);
    }

    public static void EndSessions(DbConnection connection, DbTransaction transaction, Guid userId, DateTimeOffset now) => connection.Execute(
        """
        UPDATE sessions
        SET ended_at = @Now
        WHERE user_id = @UserId
          AND ended_at IS NULL
        """,
        new { UserId = userId, Now = now },
        transaction);

    public static void EndSession(DbConnection connection, DbTransaction transaction, Guid sessionId, DateTimeOffset now) => connection.Execute(
        """
        UPDATE sessions
        SET ended_at = @Now
        WHERE id = @SessionId
          AND ended_at IS NULL
        """,
        new { SessionId = sessionId, Now = now },
        transaction);

    private Account ToAccount(UserRow user, IEnumerable<string> roles, IEnumerable<Guid> units) => new()
    {
        Id = user.Id,
        UserName = user.UserName,
        DisplayName = cipher.Decrypt(user.DisplayNameCipher, DisplayNamePurpose),
        // A role this server does not know (written by a newer one) gives no rights.
        Roles = roles.Where(role => EnumText<Role>.TryParse(role, out _)).Select(role => EnumText<Role>.TryParse(role, out var value) ? value : default).ToHashSet(),
        Units = [.. units],
        Disabled = user.DisabledAt is not null,
    };

    private sealed record UnitRow
    {
        public Guid Id { get; init; }
        public string Code { get; init; } = "";
        public string Kind { get; init; } = "";
        public Guid? ParentId { get; init; }
        public string NameZh { get; init; } = "";
        public string NameEn { get; init; } = "";
        public string FromDay { get; init; } = "";
        public string? UntilDay { get; init; }

        public OrganisationUnit ToUnit() => new()
        {
            Id = Id,
            Code = Code,
            Kind = EnumText<UnitKind>.TryParse(Kind, out var kind) ? kind : throw new InvalidDataException($"Unit {Code} has the unknown kind {Kind}."),
            ParentId = ParentId,
            Name = new(NameZh, NameEn),
            From = LocalDay.FromStored(FromDay),
            Until = UntilDay is null ? null : LocalDay.FromStored(UntilDay),
        };
    }

    private sealed record UserRow
    {
        public Guid Id { get; init; }
        public string UserName { get; init; } = "";
        public byte[] DisplayNameCipher { get; init; } = [];
        public DateTimeOffset? DisabledAt { get; init; }
    }

    private sealed record RoleRow
    {
        public Guid UserId { get; init; }
        public string Value { get; init; } = "";
    }

    private sealed record UserUnitRow
    {
        public Guid UserId { get; init; }
        public Guid UnitId { get; init; }
    }
}
