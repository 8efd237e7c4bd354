using System.Security.Cryptography;
using System.Text;
using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Screening.Policies;
using LogisticsScreening.Screening.Rules;
using LogisticsScreening.Screening.Text;

namespace LogisticsScreening.Screening;

/// <summary>The engine: a pure function from (facts, policy, now, seed) to a decision. Safe to call from any thread.</summary>
public static class Screener
{
    /// <summary>Length of the seed: one HMAC-SHA-256.</summary>
    public const int SeedBytes = 32;

    /// <summary>Changes whenever equal inputs may give another decision.</summary>
    public const string EngineVersion = "1.7.0+unicode" + UnicodeTables.UnicodeVersion;

    [ThreadStatic]
    private static Scratch? scratch;

    /// <param name="now">Time of the decision; kept to the microsecond.</param>
    /// <param name="seed"><see cref="SeedBytes"/> bytes, see <see cref="SeedOf"/>.</param>
    public static Decision Screen(ParcelFacts facts, ScreeningPolicy policy, DateTimeOffset now, ReadOnlySpan<byte> seed) =>
        Screen(facts, policy, now, seed, (scratch ??= new()).Json);

    /// <inheritdoc cref="Screen(ParcelFacts, ScreeningPolicy, DateTimeOffset, ReadOnlySpan{byte})"/>
    /// <param name="content">Afterwards holds the canonical form that <see cref="Decision.ContentHash"/> covers, for a caller who stores it.</param>
    public static Decision Screen(ParcelFacts facts, ScreeningPolicy policy, DateTimeOffset now, ReadOnlySpan<byte> seed, CanonicalJson content)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, SeedBytes);
        var decidedAt = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        var work = scratch ??= new();
        work.Context.Begin(facts, policy.Lexicon, policy.Documents, policy.List, policy.Rarity, policy.Outcomes, policy.UtcOffset, decidedAt, seed);
        foreach (var rule in policy.Rules)
            rule.Apply(work.Context);
        var findings = work.Context.End();
        var (lane, instruction, courier) = Verdict.Of(findings, facts.Scan);
        var decision = new Decision
        {
            Lane = lane,
            Instruction = instruction,
            Courier = courier,
            Findings = findings,
            PolicyVersion = policy.Version,
            ListVersion = policy.List.Version,
            EngineVersion = EngineVersion,
            DecidedAt = decidedAt,
            ContentHash = "",
        };
        return decision with { ContentHash = DecisionContent.Hash(content, facts, decision, seed) };
    }

    /// <summary>
    /// The seed of a parcel: HMAC-SHA-256 of its identity (carrier, number, issue) under the installation's control key. It depends on the parcel and not on the scan
    /// or on how the number is written, and is recorded with the decision, so that a replay needs no key.
    /// </summary>
    public static byte[] SeedOf(ReadOnlySpan<byte> controlKey, string carrier, string number, int issue) =>
        HMACSHA256.HashData(controlKey, Encoding.UTF8.GetBytes(string.Create(null, $"control:{carrier}\n{WaybillNumber.Key(number)}\n{issue}")));

    private sealed class Scratch
    {
        public RuleContext Context { get; } = new();

        public CanonicalJson Json { get; } = new();
    }
}
