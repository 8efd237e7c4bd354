using Microsoft.Extensions.DependencyInjection;

namespace LogisticsScreening.Server.PersonalData;

/// <summary>One table that holds ciphertext. The rotation reads and writes it by its primary key.</summary>
/// <param name="Table">Table name.</param>
/// <param name="IdColumn">A single BINARY(16) primary key column.</param>
/// <param name="Columns">Ciphertext columns, nullable or not; names end in <c>_cipher</c>.</param>
internal sealed record EncryptedTable(string Table, string IdColumn, params IReadOnlyList<EncryptedColumn> Columns);

/// <param name="Column">Column name.</param>
/// <param name="Purpose">What <see cref="FieldCipher"/> was given; the same for every row.</param>
internal sealed record EncryptedColumn(string Column, string Purpose);

/// <summary>All tables with ciphertext, registered by the features that own them. A test compares it with the migrated schema.</summary>
internal sealed class EncryptedColumns(IEnumerable<EncryptedTable> tables)
{
    public IReadOnlyList<EncryptedTable> Tables { get; } = [.. tables.OrderBy(table => table.Table, StringComparer.Ordinal)];
}

internal static class EncryptedColumnsRegistration
{
    /// <summary>To be called by AddX of the feature whose migration makes the table.</summary>
    public static IServiceCollection AddEncryptedTable(this IServiceCollection services, EncryptedTable table) => services.AddSingleton(table);
}
