using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Parcels;

namespace LogisticsScreening.Screening.Tests.Decisions;

public sealed class VerdictTests
{
    private static readonly (Lane Lane, Instruction Instruction)[] Outcomes =
    [
        (Lane.Green, Instruction.InspectAsUsual),
        (Lane.Yellow, Instruction.CheckPapers),
        (Lane.Yellow, Instruction.CheckIdentity),
        (Lane.Red, Instruction.InspectThoroughly),
        (Lane.Hold, Instruction.StopAndSecure),
    ];

    private static readonly Finding[] Findings =
        [.. Enum.GetValues<Check>().SelectMany(_ => Outcomes, (check, outcome) => Finding(check, outcome.Lane, outcome.Instruction))];

    [Fact]
    public void Of_Nothing_IsGreenAtEveryScan()
    {
        foreach (var scan in Enum.GetValues<ScanKind>())
            Assert.Equal((Lane.Green, Instruction.InspectAsUsual, new CourierAnswer(Shown.Green, Instruction.InspectAsUsual)), Verdict.Of([], scan));
    }

    [Fact]
    public void Of_EveryPairAndScan_FollowsTheMatrix()
    {
        foreach (var one in Findings)
        {
            foreach (var other in Findings)
            {
                foreach (var scan in Enum.GetValues<ScanKind>())
                {
                    var verdict = Verdict.Of([one, other], scan);
                    Assert.Equal(Expected([one, other], scan), verdict);
                    Assert.Equal(verdict, Verdict.Of([other, one], scan));
                }
            }
        }
    }

    [Fact]
    public void Of_HiddenChecks_NeverShowMoreThanRed()
    {
        foreach (var finding in Findings.Where(f => f.Check is Check.RiskList or Check.Behaviour or Check.Control))
        {
            foreach (var scan in Enum.GetValues<ScanKind>())
            {
                var (lane, instruction, courier) = Verdict.Of([finding], scan);
                Assert.True(courier.Shown <= Shown.Red);
                Assert.True(courier.Instruction <= Instruction.InspectThoroughly);
                Assert.Equal(finding.Lane, lane);
                if (lane == Lane.Hold)
                    Assert.Equal((Instruction.StopAndSecure, Shown.Red), (instruction, courier.Shown));
            }
        }
    }

    [Fact]
    public void Of_HiddenHoldBesideOpenYellow_ShowsTheSameAsARandomControl()
    {
        var papers = Finding(Check.Contents, Lane.Yellow, Instruction.CheckPapers);
        var silent = Verdict.Of([Finding(Check.RiskList, Lane.Hold, Instruction.StopAndSecure), papers], ScanKind.Acceptance);
        var drawn = Verdict.Of([Finding(Check.Control, Lane.Red, Instruction.InspectThoroughly), papers], ScanKind.Acceptance);
        Assert.Equal(drawn.Courier, silent.Courier);
        Assert.Equal(Lane.Hold, silent.Lane);
    }

    /// <summary>The table of contract.md once more, without looking at how Verdict computes it.</summary>
    private static (Lane, Instruction, CourierAnswer) Expected(Finding[] findings, ScanKind scan)
    {
        var acceptance = scan == ScanKind.Acceptance;
        var openHold = findings.Any(f => f is { Lane: Lane.Hold, Check: Check.RealName or Check.Contents });
        var identity = findings.Any(f => f is { Lane: Lane.Yellow, Instruction: Instruction.CheckIdentity });
        var yellow = identity ? Instruction.CheckIdentity : Instruction.CheckPapers;
        var lane = findings.Max(f => f.Lane);
        return lane switch
        {
            Lane.Green => (lane, Instruction.InspectAsUsual, new(Shown.Green, Instruction.InspectAsUsual)),
            Lane.Yellow => (lane, yellow, new(Shown.Yellow, yellow)),
            Lane.Red => (lane, Instruction.InspectThoroughly, new(Shown.Red, Instruction.InspectThoroughly)),
            _ when openHold && acceptance => (lane, Instruction.DoNotAccept, new(Shown.Refuse, Instruction.DoNotAccept)),
            _ when openHold => (lane, Instruction.StopAndSecure, new(Shown.Refuse, Instruction.StopAndSecure)),
            _ => (lane, Instruction.StopAndSecure, new(Shown.Red, Instruction.InspectThoroughly)),
        };
    }

    private static Finding Finding(Check check, Lane lane, Instruction instruction) => new()
    {
        Check = check,
        Code = "test",
        Severity = Severity.Low,
        Lane = lane,
        Instruction = instruction,
        Explanation = new("测试", "test"),
    };
}
