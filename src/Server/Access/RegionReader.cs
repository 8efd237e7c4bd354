namespace LogisticsScreening.Server.Access;

/// <summary>Code of the region that a depot belongs to today; null for an unknown depot and where there is no region above it.</summary>
internal delegate ValueTask<string?> RegionReader(string depot);
