using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace LogisticsScreening.Screening.Benchmarks.Peers;

/// <summary>
/// PostgreSQL's trigram search with a GIN index, where the server and pg_trgm are installed: a cluster of its own in a temporary folder, reached by a Unix socket only and
/// deleted afterwards. Queries are timed inside the server, by its own clock, so that no client and no wire counts.
/// </summary>
internal sealed class PgTrgm : IDisposable
{
    /// <summary>pg_trgm's own default.</summary>
    public const double Threshold = 0.3;

    private const string Installed = "/usr/lib/postgresql";

    /// <summary>PostgreSQL does not run as root; Debian's package makes this user.</summary>
    private const string User = "postgres";

    private readonly string programs;
    private readonly string folder;

    private PgTrgm(string programs)
    {
        this.programs = programs;
        folder = Run(null, "mktemp", "-d").Trim();
        Run(null, Program("initdb"), "-D", folder, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
        Run(null, Program("pg_ctl"), "-D", folder, "-w", "-l", Path.Combine(folder, "log"), "-o", $"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c shared_buffers=512MB -c maintenance_work_mem=512MB", "start");
        Sql("CREATE EXTENSION pg_trgm");
        Name = $"PostgreSQL {Sql("SHOW server_version").Split(' ')[0]}, pg_trgm {Sql("SELECT extversion FROM pg_extension WHERE extname = 'pg_trgm'")}, GIN, C.UTF-8";
        TrigramsOfHan = Sql("SELECT array_length(show_trgm('王小明'), 1)");
    }

    public string Name { get; }

    /// <summary>How many it makes of a name of three characters; empty when the locale knows no ideograph as a letter.</summary>
    public string TrigramsOfHan { get; }

    /// <summary>Null when it is not installed.</summary>
    public static PgTrgm? TryCreate()
    {
        var newest = Directory.Exists(Installed) ? Directory.EnumerateDirectories(Installed).MaxBy(d => d, StringComparer.Ordinal) : null;
        var extension = newest is null ? "" : Path.Combine("/usr/share/postgresql", Path.GetFileName(newest), "extension", "pg_trgm.control");
        return newest is not null && File.Exists(Path.Combine(newest, "bin", "initdb")) && File.Exists(extension) ? new(Path.Combine(newest, "bin")) : null;
    }

    /// <summary>Loads the names under their place in the array and indexes them; returns the seconds that took.</summary>
    public double Load(string[] names)
    {
        var started = Stopwatch.GetTimestamp();
        Sql("CREATE TABLE names (id int, name text)");
        Sql("COPY names FROM STDIN", Rows(names));
        Sql("CREATE INDEX ON names USING gin (name gin_trgm_ops)");
        Sql("VACUUM ANALYZE names");
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Matches and milliseconds of every query, and for the first <paramref name="explained"/> the rows it looked at.</summary>
    public IEnumerable<NameAnswer> Ask(string[] queries, int explained)
    {
        Sql("CREATE TABLE queries (id int, name text); CREATE TABLE answers (id int, ms float8, matches int[], looked_at int)");
        Sql("COPY queries FROM STDIN", Rows(queries));
        // Planned for each text, as an application's query is. The first pass warms the cache and is thrown away.
        Sql(string.Create(CultureInfo.InvariantCulture, $"""
            SET pg_trgm.similarity_threshold = {Threshold};
            DO $$
            DECLARE
              q record; started timestamptz; took float8; found int[]; plan json; looked int;
            BEGIN
              FOR pass IN 1..2 LOOP
                TRUNCATE answers;
                FOR q IN SELECT * FROM queries ORDER BY id LOOP
                  started := clock_timestamp();
                  EXECUTE format('SELECT array_agg(id) FROM names WHERE name %% %L', q.name) INTO found;
                  took := 1000 * extract(epoch FROM clock_timestamp() - started);
                  looked := NULL;
                  IF pass = 2 AND q.id < {explained} THEN
                    EXECUTE format('EXPLAIN (ANALYZE, FORMAT JSON) SELECT id FROM names WHERE name %% %L', q.name) INTO plan;
                    looked := (plan->0->'Plan'->>'Actual Rows')::int + COALESCE((plan->0->'Plan'->>'Rows Removed by Index Recheck')::int, (plan->0->'Plan'->>'Rows Removed by Filter')::int, 0);
                  END IF;
                  INSERT INTO answers VALUES (q.id, took, found, looked);
                END LOOP;
              END LOOP;
            END $$
            """));
        foreach (var line in Sql("SELECT ms, array_to_string(matches, ' '), looked_at FROM answers ORDER BY id").Split('\n'))
        {
            var cells = line.Split('|');
            yield return new(
                double.Parse(cells[0], CultureInfo.InvariantCulture),
                cells[2].Length == 0 ? null : int.Parse(cells[2], CultureInfo.InvariantCulture),
                [.. cells[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))]);
        }
    }

    public void Dispose()
    {
        Run(null, Program("pg_ctl"), "-D", folder, "-m", "immediate", "-w", "stop");
        Run(null, "rm", "-rf", folder);
    }

    private static string Rows(string[] names) => string.Concat(names.Index().Select(n => string.Create(CultureInfo.InvariantCulture, $"{n.Index}\t{n.Item}\n")));

    private string Program(string name) => Path.Combine(programs, name);

    private string Sql(string text, string? input = null) => Run(input, Program("psql"), "-h", folder, "-U", User, "-d", "postgres", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", text).TrimEnd();

    private static string Run(string? input, string program, params string[] arguments)
    {
        string[] all = Environment.UserName == "root" ? ["runuser", "-u", User, "--", program, .. arguments] : [program, .. arguments];
        var start = new ProcessStartInfo(all[0], all[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/", StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8 };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        // A server that was started keeps the output open: only what comes before its program's end is wanted.
        var output = program.EndsWith("pg_ctl", StringComparison.Ordinal) ? "" : process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
