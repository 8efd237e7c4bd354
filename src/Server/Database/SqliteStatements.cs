using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace LogisticsScreening.Server.Database;

/// <summary>The statements compiled on one connection, by text. One in use is not here: a second use of its text at the same time compiles its own.</summary>
internal sealed class SqliteStatements
{
    /// <summary>A text is a constant of the program; only lists (IN @Ids) make new ones, and a stream of those must not make memory grow.</summary>
    private const int Most = 128;

    private readonly Dictionary<string, SqliteStatement> idle = new(StringComparer.Ordinal);

    public SqliteStatement? Take(string text) => idle.Remove(text, out var statement) ? statement : null;

    public void Keep(SqliteStatement statement)
    {
        statement.Clear();
        if (idle.Count >= Most)
            Forget();
        if (!idle.TryAdd(statement.CommandText, statement))
            statement.Dispose();
    }

    private void Forget()
    {
        foreach (var statement in idle.Values)
            statement.Dispose();
        idle.Clear();
    }
}

/// <summary>A compiled statement and its parameters, both used again and again: the provider would look every parameter up under several spellings of its name.</summary>
internal sealed class SqliteStatement(string text, SqliteConnection connection) : SqliteCommand(text, connection)
{
    /// <summary>Only a list, or one text run for many rows, makes more.</summary>
    private const int MostKept = 64;

    private readonly List<Parameter> made = [];
    private int used;

    public override SqliteParameter CreateParameter()
    {
        if (used == made.Count)
            made.Add(new());
        return made[used++];
    }

    public void CopyParameters(SqliteStatement other)
    {
        foreach (SqliteParameter parameter in other.Parameters)
        {
            var copy = CreateParameter();
            (copy.ParameterName, copy.Value, copy.Size) = (parameter.ParameterName, parameter.Value, parameter.Size);
            Parameters.Add(copy);
        }
    }

    /// <summary>Nothing of one user's values or types is left for the next.</summary>
    public void Clear()
    {
        Parameters.Clear();
        if (made.Count > MostKept)
            made.RemoveRange(MostKept, made.Count - MostKept);
        foreach (var parameter in made)
            parameter.Clear();
        used = 0;
    }

    private sealed class Parameter : SqliteParameter
    {
        private const int Whole = -1;

        /// <summary>As it stands in the text, with the @ that callers leave out: so the first look finds it.</summary>
        [AllowNull]
        public override string ParameterName
        {
            get => base.ParameterName;
            set
            {
                if (value is null or "" or ['@', ..])
                    base.ParameterName = value;
                else if (base.ParameterName is not ['@', ..] || !base.ParameterName.AsSpan(1).SequenceEqual(value))
                    base.ParameterName = "@" + value;
            }
        }

        public void Clear()
        {
            ResetDbType();
            Size = Whole;
            Value = DBNull.Value;
        }
    }
}
