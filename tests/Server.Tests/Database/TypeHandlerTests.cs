using System.Data;
using LogisticsScreening.Server.Database;
using Microsoft.Data.SqlClient;

namespace LogisticsScreening.Server.Tests.Database;

public sealed class TypeHandlerTests
{
    [Fact]
    public void SetValue_Null_StillTellsSqlServerThatTheColumnIsBinary()
    {
        var parameter = new SqlParameter();
        new TypeHandlers.GuidHandler().SetValue(parameter, DBNull.Value);

        Assert.Equal((DBNull.Value, SqlDbType.VarBinary), (parameter.Value, parameter.SqlDbType));
    }
}
