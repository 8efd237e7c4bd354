using System.Data.Common;
using Dapper;

namespace LogisticsScreening.Server.PersonalData;

/// <summary>A table with a column waybill_id whose rows go when the data of a parcel are erased; registered by the feature that owns it.</summary>
/// <param name="Columns">Where the row itself stays, as a record without persons: columns that become null.</param>
internal sealed record ErasedWithParcel(string Table, params IReadOnlyList<string> Columns)
{
    public void Erase(DbConnection connection, DbTransaction transaction, Guid waybillId) => connection.Execute(
        Columns.Count == 0 ? $"DELETE FROM {Table} WHERE waybill_id = @WaybillId" : $"UPDATE {Table} SET {string.Join(", ", Columns.Select(column => column + " = NULL"))} WHERE waybill_id = @WaybillId",
        new { WaybillId = waybillId },
        transaction);
}

internal static class ErasedWithParcelRegistration
{
    /// <summary>To be called by AddX of the feature whose migration makes the table.</summary>
    public static IServiceCollection AddErasedWithParcel(this IServiceCollection services, string table, params IReadOnlyList<string> columns) =>
        services.AddSingleton(new ErasedWithParcel(table, columns));
}
