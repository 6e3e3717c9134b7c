// SPDX-License-Identifier: Apache-2.0
#include "port/train/module.h"

#include "journal/department.h"
#include "port/train/check_query.h"
#include "port/train/commands.h"
#include "port/train/day_board.h"
#include "port/train/day_commands.h"
#include "port/train/findings_json.h"
#include "port/train/lineage_query.h"
#include "port/train/refusals.h"
#include "port/train/top_up_query.h"
#include "port/train/train_board.h"
#include "port/train/wagon_types_query.h"

namespace landport::train {

std::string findings_json(Findings const& findings) {
  return to_json(findings);
}
std::string checks_json(std::vector<DepartureCheck> const& checks) {
  return to_json(checks);
}

DepartmentDescription describe() {
  return Department("train", "列车", "Train")
      .events<WagonRegistered, WagonTaken, WagonFreed, TrainComposed, WagonAdded, WagonRemoved,
              WagonInspected, UnitPlanned, UnitUnplanned, PlanSettled, UnitLoaded, UnitUnloaded,
              TrainDeparted, TrainReported, BorderReached, UnitTransferred, UnitLeftBehind, TrainArrived,
              TrainStripped, TrainCancelled, PlanAsked, PlanAnswered, TrackPlanned, TrackOccupied, TrackCleared,
              RunPlaced, TrainWorkPlanned, TrainWorkStarted, TrainWorkEnded, WagonCutOut, WagonBadOrdered, WagonRepaired,
              ArrivalCorrected>()
      .commands<RegisterWagon, ComposeTrain, AddWagon, RemoveWagon, PassInspection, PlanUnit, UnplanUnit,
                ProposePlan, SettlePlan, LoadUnit, UnloadUnit, LoadAbroad, StripUnit, DepartTrain, ReportRunning, ReachBorder,
                TransferUnits, Regroup, ArriveTrain, CorrectArrival, DropUnits, AddUnits, AskPlan, AnswerPlan, PlanTrack, OccupyTrack, ClearTrack, PlanTrainWork,
                StartTrainWork, EndTrainWork, CutOutWagon, ReleaseWagon, TopUpTrain>()
      .views<TrainBoard, DayBoard>()
      .queries<CheckTrain, WagonTypes, TrainLineage, TopUp>()
      .packs<Rules>()
      .refusals(refusal_rows);
}

}  // namespace landport::train
