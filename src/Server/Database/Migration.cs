using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace LogisticsScreening.Server.Database;

/// <summary>One numbered step of the schema, as embedded in the server.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Hash">SHA-256 of the text with LF line ends, in lower-case hex: the same on every checkout.</param>
internal sealed record Migration(int Number, string Name, string Sql, string Hash)
{
    /// <summary>All migrations of a dialect, in order.</summary>
    public static IReadOnlyList<Migration> Embedded(string dialect)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"migrations/{dialect}/";
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Select(name =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
                    return Parse(name[prefix.Length..], reader.ReadToEnd());
                })
                .OrderBy(migration => migration.Number),
        ];
    }

    /// <param name="fileName">Such as 0004_waybills.sql.</param>
    public static Migration Parse(string fileName, string text)
    {
        var sql = text.ReplaceLineEndings("\n");
        var stem = Path.GetFileNameWithoutExtension(fileName);
        return new Migration(
            int.Parse(stem.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture),
            stem[5..],
            sql,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
    }
}
