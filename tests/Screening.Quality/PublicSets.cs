using System.Security.Cryptography;
using System.Text;

namespace LogisticsScreening.Screening.Quality;

/// <summary>
/// Public word lists as ordinary goods, when a folder with them is given. None of their files belongs to this repository. The halves are told apart by the first bit of
/// the SHA-256 of the word; only the development half was ever looked at while the lists were tuned.
/// </summary>
internal static class PublicSets
{
    /// <summary>THUOCL's lists of one word and its frequency a line (folder thuocl/data), by name, with the words of one half.</summary>
    public static IEnumerable<(string Name, string[] Words)> Thuocl(string folder, bool heldOut) =>
        Directory.EnumerateFiles(Path.Combine(folder, "thuocl", "data"), "THUOCL_*.txt")
            .Order(StringComparer.Ordinal)
            .Select(f => (Path.GetFileNameWithoutExtension(f), File.ReadLines(f)
                .Select(l => l.Split('\t', ' ')[0].Trim('\uFEFF'))
                .Where(w => w.Length > 0 && IsHeldOut(w) == heldOut)
                .ToArray()));

    private static bool IsHeldOut(string word) => SHA256.HashData(Encoding.UTF8.GetBytes(word))[0] >= 0x80;
}
