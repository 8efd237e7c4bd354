using System.Globalization;

namespace LogisticsScreening.Server.Jobs;

/// <summary>When a job comes round: at an interval after its last start, or at the minutes of a cron line in UTC.</summary>
internal abstract class JobSchedule
{
    /// <summary>The first due instant after <paramref name="after"/>.</summary>
    public abstract DateTimeOffset Next(DateTimeOffset after);

    public static JobSchedule Every(TimeSpan interval) =>
        interval > TimeSpan.Zero ? new Interval(interval) : throw new ArgumentOutOfRangeException(nameof(interval));

    /// <param name="line">Five fields (minute, hour, day of month, month, day of week 0-6 from Sunday), each *, n, a-b, */s, a-b/s or a list of these. A day must fit both day fields.</param>
    public static JobSchedule Cron(string line) => new CronLine(line);

    private sealed class Interval(TimeSpan interval) : JobSchedule
    {
        public override DateTimeOffset Next(DateTimeOffset after) => after + interval;

        public override string ToString() => $"every {interval:c}";
    }

    private sealed class CronLine : JobSchedule
    {
        /// <summary>No valid line is due less often: 29 February on a given weekday comes round within 40 years.</summary>
        private const int LongestWaitInDays = 40 * 366;

        private readonly string line;
        private readonly bool[] minutes;
        private readonly bool[] hours;
        private readonly bool[] days;
        private readonly bool[] months;
        private readonly bool[] weekdays;

        public CronLine(string line)
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length != 5)
                throw new FormatException($"A cron line has five fields: {line}");
            this.line = line;
            minutes = Parse(fields[0], 0, 59);
            hours = Parse(fields[1], 0, 23);
            days = Parse(fields[2], 1, 31);
            months = Parse(fields[3], 1, 12);
            weekdays = Parse(fields[4], 0, 6);
        }

        public override DateTimeOffset Next(DateTimeOffset after)
        {
            var utc = after.ToUniversalTime();
            var day = new DateTimeOffset(utc.Year, utc.Month, utc.Day, 0, 0, 0, TimeSpan.Zero);
            for (var waited = 0; waited <= LongestWaitInDays; waited++, day = day.AddDays(1))
            {
                if (!months[day.Month] || !days[day.Day] || !weekdays[(int)day.DayOfWeek])
                    continue;
                for (var minute = 0; minute < 24 * 60; minute++)
                {
                    var due = day.AddMinutes(minute);
                    if (hours[minute / 60] && minutes[minute % 60] && due > utc)
                        return due;
                }
            }

            throw new InvalidOperationException("This cron line is never due.");
        }

        public override string ToString() => $"{line} UTC";

        private static bool[] Parse(string field, int least, int most)
        {
            var set = new bool[most + 1];
            foreach (var part in field.Split(','))
            {
                var (range, step) = part.Split('/') switch
                {
                    [var only] => (only, 1),
                    [var left, var right] => (left, Number(right, 1, most)),
                    _ => throw new FormatException($"Not a cron field: {field}"),
                };
                var (from, to) = range == "*" ? (least, most) : range.Split('-') switch
                {
                    [var only] => (Number(only, least, most), Number(only, least, most)),
                    [var low, var high] => (Number(low, least, most), Number(high, least, most)),
                    _ => throw new FormatException($"Not a cron field: {field}"),
                };
                for (var value = from; value <= to; value += step)
                    set[value] = true;
            }

            return set;
        }

        private static int Number(string text, int least, int most) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
                ? value
                : throw new FormatException($"Not a number from {least} to {most}: {text}");
    }
}
