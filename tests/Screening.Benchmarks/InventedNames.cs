using System.Text;
using LogisticsScreening.Screening.Quality;

namespace LogisticsScreening.Screening.Benchmarks;

/// <summary>
/// Names of people who do not exist, in the shape of a real register: surnames as frequent as their rank says, four given names in five of two characters, four characters in five
/// from those that names are mostly made of and the rest from the 3,755 of GB 2312 level 1. So many bear a common name and many a rare one. The same seed gives the same names.
/// </summary>
internal sealed class InventedNames
{
    private const int PercentTwoCharacters = 80;
    private const int PercentUsualCharacters = 80;

    private static readonly string[] Surnames = [.. Tables.Rows("surnames.csv").Select(r => r[0])];
    private static readonly int[] SurnameSums = [.. Sums(Surnames.Select((_, rank) => PerTenThousand(rank)))];
    private static readonly string Usual = string.Concat(Tables.Rows("given_names.csv").Select(r => r[1]));
    private static readonly string Level1 = ReadLevel1();
    private static readonly Dictionary<string, string[]> LatinParts = Tables.Rows("latin_names.csv").ToDictionary(r => r[0], r => r[1].Split('|'));

    private readonly Random random;
    private readonly int percentLatin;

    public InventedNames(int seed, int percentLatin) => (random, this.percentLatin) = (new(seed), percentLatin);

    public string Next() => random.Next(100) < percentLatin ? Latin() : Han();

    private string Han()
    {
        var at = Array.BinarySearch(SurnameSums, random.Next(SurnameSums[^1]) + 1);
        var name = Surnames[at >= 0 ? at : ~at] + Character();
        return random.Next(100) < PercentTwoCharacters ? name + Character() : name;
    }

    private string Latin()
    {
        var (first, last) = (Pick(LatinParts["given"]), Pick(LatinParts["family"]));
        return random.Next(2) == 0 ? $"{first} {last}" : $"{first} {Pick(LatinParts["given"])} {last}";
    }

    private char Character() => random.Next(100) < PercentUsualCharacters ? Usual[random.Next(Usual.Length)] : Level1[random.Next(Level1.Length)];

    private string Pick(string[] names) => names[random.Next(names.Length)];

    /// <summary>
    /// Published shares (Ministry of Public Security, 2007): the first three above 6.8 %, the tenth at 1.56 %, the 22nd at 0.78 %. A straight line between them is near enough here.
    /// </summary>
    private static int PerTenThousand(int rank) => rank switch
    {
        < 3 => 720 - (20 * rank),
        < 10 => 540 - ((rank - 3) * 64),
        < 22 => 156 - ((rank - 10) * 7),
        _ => Math.Max(3, 70 - (rank - 22)),
    };

    private static IEnumerable<int> Sums(IEnumerable<int> weights)
    {
        var sum = 0;
        foreach (var weight in weights)
            yield return sum += weight;
    }

    private static string ReadLevel1()
    {
        const int FirstRow = 0xB0, LastRow = 0xD7, FirstCell = 0xA1, LastCell = 0xFE, LastCellOfLastRow = 0xF9;
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = new List<byte>();
        for (var row = FirstRow; row <= LastRow; row++)
        {
            for (var cell = FirstCell; cell <= (row == LastRow ? LastCellOfLastRow : LastCell); cell++)
                bytes.AddRange([(byte)row, (byte)cell]);
        }

        return Encoding.GetEncoding("gb2312").GetString([.. bytes]);
    }
}
