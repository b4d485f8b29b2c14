// The parts of the engine call each other; nothing outside it sees them.
global using Analyst.Engine.Cleaning;
global using Analyst.Engine.Csv;
global using Analyst.Engine.Exporting;
global using Analyst.Engine.Formats;
global using Analyst.Engine.Profiling;
global using Analyst.Engine.Retyping;
global using Analyst.Engine.Rows;
global using Analyst.Engine.Runners;
global using Analyst.Engine.Statements;
